/** The store in maps, which ends with its process. */
@NullMarked
package io.keyholder.adapters.memory.internal.map;

import org.jspecify.annotations.NullMarked;
