/** Stores of every kind to run whole use cases over. */
@NullMarked
package io.keyholder.verification.store;

import org.jspecify.annotations.NullMarked;
