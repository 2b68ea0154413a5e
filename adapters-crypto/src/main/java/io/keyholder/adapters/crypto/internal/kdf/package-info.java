/** Derivation of keys and hashes from passwords: bcrypt, PBKDF2, scrypt, Argon2. */
@NullMarked
package io.keyholder.adapters.crypto.internal.kdf;

import org.jspecify.annotations.NullMarked;
