/** Checks that the value types share; not exported. */
@NullMarked
package io.keyholder.domain.internal;

import org.jspecify.annotations.NullMarked;
