/** The public API of a module as text, for the modules that compare it with what was reviewed. */
@NullMarked
package io.keyholder.testserver.api;

import org.jspecify.annotations.NullMarked;
