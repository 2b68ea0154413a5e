/** Transactions of H2, and the sync to disk that waiting writers share. */
@NullMarked
package io.keyholder.adapters.memory.internal.h2.transaction;

import org.jspecify.annotations.NullMarked;
