/** The files of a store in a directory: locks, manifest, opening and closing. */
@NullMarked
package io.keyholder.adapters.memory.internal.h2.directory;

import org.jspecify.annotations.NullMarked;
