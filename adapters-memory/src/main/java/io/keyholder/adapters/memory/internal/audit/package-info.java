/** Audit trails in memory and in files. */
@NullMarked
package io.keyholder.adapters.memory.internal.audit;

import org.jspecify.annotations.NullMarked;
