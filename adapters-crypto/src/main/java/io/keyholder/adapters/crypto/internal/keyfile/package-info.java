/** Private keys in the files that other programs write. */
@NullMarked
package io.keyholder.adapters.crypto.internal.keyfile;

import org.jspecify.annotations.NullMarked;
