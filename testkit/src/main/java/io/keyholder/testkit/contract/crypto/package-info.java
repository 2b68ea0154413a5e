/** Contracts of hashing, tokens, secrets and sealing. */
@NullMarked
package io.keyholder.testkit.contract.crypto;

import org.jspecify.annotations.NullMarked;
