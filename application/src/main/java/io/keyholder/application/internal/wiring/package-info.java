/** Use cases that share one bound on hashing, put together. */
@NullMarked
package io.keyholder.application.internal.wiring;

import org.jspecify.annotations.NullMarked;
