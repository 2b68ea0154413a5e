package io.keyholder.application.internal.key;

import io.keyholder.application.key.KnownFingerprints;
import io.keyholder.application.key.SealResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trusted keys of data owners, or why there are none to seal for.
 *
 * @param keys all of them; empty when refused
 * @param refused absent when every owner has keys and none is new
 */
record Recipients(List<EncryptionPublicKey> keys, Optional<SealResult.Refused> refused) {
    /**
     * Looks them up.
     *
     * @throws InvalidValueException when there are no owners
     */
    static Recipients of(
            PublicKeyDirectory directory, Optional<KnownFingerprints> known, Collection<DataOwnerId> owners) {
        if (owners.isEmpty()) {
            throw new InvalidValueException("data owners", "are none");
        }
        List<EncryptionPublicKey> keys = new ArrayList<>();
        Set<DataOwnerId> without = new TreeSet<>();
        Set<DataOwnerId> changed = new TreeSet<>();
        for (DataOwnerId owner : new TreeSet<>(owners)) {
            List<RegisteredKey> trusted = directory.keysOf(owner).stream()
                    .filter(RegisteredKey::isTrusted)
                    .toList();
            if (trusted.isEmpty()) {
                without.add(owner);
            } else if (!known.map(memory -> memory.recognises(owner, trusted)).orElse(true)) {
                changed.add(owner);
            }
            trusted.forEach(key -> keys.add(key.publicKey()));
        }
        if (!without.isEmpty()) {
            return refused(new SealResult.NoTrustedKey(without));
        }
        return changed.isEmpty()
                ? new Recipients(keys, Optional.empty())
                : refused(new SealResult.DirectoryChanged(changed));
    }

    private static Recipients refused(SealResult.Refused refused) {
        return new Recipients(List.of(), Optional.of(refused));
    }
}
