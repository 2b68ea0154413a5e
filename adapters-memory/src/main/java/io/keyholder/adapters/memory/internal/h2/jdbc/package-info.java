/** Connections and statements of H2, and the meaning of its errors. */
@NullMarked
package io.keyholder.adapters.memory.internal.h2.jdbc;

import org.jspecify.annotations.NullMarked;
