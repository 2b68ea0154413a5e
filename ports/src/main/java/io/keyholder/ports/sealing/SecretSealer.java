package io.keyholder.ports.sealing;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import java.util.List;

/**
 * Encrypts second-factor secrets at rest under a key of the host that can rotate. A sealed secret is bound to its user:
 * it cannot be moved to another. Implementations MUST be thread-safe.
 */
public interface SecretSealer {
    /** The sealed form, under the current key. */
    TotpSecret seal(TotpSecret plain, UserId user);

    /**
     * The secret in clear. A secret that was never sealed, as iCure stores it, is returned as it is.
     *
     * @throws UnsealableSecretException when it is sealed for another user, under an unknown key, or damaged
     */
    TotpSecret open(TotpSecret stored, UserId user);

    /**
     * Keys of 256 bits, one from each key of the host and a text that is stored: the current one first. They are the
     * same each time, and a person who has the text alone cannot compute them. Empty where the host has no keys.
     */
    default List<byte[]> derivedKeys(String stored) {
        return List.of();
    }

    /** Whether the stored form should be sealed anew: it is in clear or under an earlier key. */
    boolean isOutdated(TotpSecret stored);
}
