package io.keyholder.application.key;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.identity.DataOwnerId;
import java.util.Optional;
import java.util.Set;

/** What became of content to be sealed: all of it sealed for everyone, or nothing for no one. */
public sealed interface SealResult extends Outcome<SealResult.Sealed> {
    /** The content is sealed for all the data owners. Immutable. */
    final class Sealed implements SealResult {
        private final byte[] bytes;

        public Sealed(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The sealed form; a copy. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** Nothing was sealed, because of the keys in the directory. */
    sealed interface Refused extends SealResult {}

    /**
     * These data owners have no key that someone vouched for and no one revoked.
     *
     * @param owners at least one
     */
    record NoTrustedKey(Set<DataOwnerId> owners) implements Refused {
        public NoTrustedKey {
            owners = Set.copyOf(owners);
        }
    }

    /**
     * The directory shows trusted keys of these data owners that the host has not seen there before, although it has
     * seen others: a new device, or an attacker. Ask the owner, then {@link KnownFingerprints#accept} the keys.
     *
     * @param owners at least one
     */
    record DirectoryChanged(Set<DataOwnerId> owners) implements Refused {
        public DirectoryChanged {
            owners = Set.copyOf(owners);
        }
    }

    @Override
    default Optional<Sealed> success() {
        return this instanceof Sealed sealed ? Optional.of(sealed) : Optional.empty();
    }
}
