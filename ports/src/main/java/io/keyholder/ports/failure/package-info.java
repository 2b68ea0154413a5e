/** The root of everything that an adapter throws. */
@NullMarked
package io.keyholder.ports.failure;

import org.jspecify.annotations.NullMarked;
