/** Sealing of data for the holders of keys. */
@NullMarked
package io.keyholder.adapters.crypto.internal.sealing;

import org.jspecify.annotations.NullMarked;
