package io.keyholder.domain.key;

import io.keyholder.domain.user.DataOwnerId;
import java.time.Instant;

/**
 * A public key as a directory holds it. Immutable.
 *
 * @param owner whose data it protects
 * @param publicKey the key
 * @param registered when it was registered
 */
public record RegisteredKey(DataOwnerId owner, EncryptionPublicKey publicKey, Instant registered) {}
