/** Private keys sealed under a passphrase, kept in memory or in a directory. */
@NullMarked
package io.keyholder.adapters.crypto.internal.keystore;

import org.jspecify.annotations.NullMarked;
