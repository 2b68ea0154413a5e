/** Cryptography that makes tests quick. */
@NullMarked
package io.keyholder.verification.crypto;

import org.jspecify.annotations.NullMarked;
