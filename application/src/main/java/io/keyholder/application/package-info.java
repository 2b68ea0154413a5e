/** Use cases and the facade that bundles them. */
@NullMarked
package io.keyholder.application;

import org.jspecify.annotations.NullMarked;
