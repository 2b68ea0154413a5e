/** What the results of all use cases have in common. */
@NullMarked
package io.keyholder.application.result;

import org.jspecify.annotations.NullMarked;
