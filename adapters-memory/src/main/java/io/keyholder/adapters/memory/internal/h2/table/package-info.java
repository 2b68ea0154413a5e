/** The tables of H2 and the repositories over them. */
@NullMarked
package io.keyholder.adapters.memory.internal.h2.table;

import org.jspecify.annotations.NullMarked;
