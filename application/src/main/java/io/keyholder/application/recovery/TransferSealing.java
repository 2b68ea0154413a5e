package io.keyholder.application.recovery;

import io.keyholder.application.result.Outcome;
import java.util.Optional;

/** What became of sealing a private key for a new device. */
public sealed interface TransferSealing extends Outcome<TransferSealing.Sealed> {
    /** The key is sealed for the new device, and may be carried by anyone. Immutable. */
    final class Sealed implements TransferSealing {
        private final byte[] bytes;

        Sealed(byte[] bytes) {
            this.bytes = bytes;
        }

        /** What the new device needs; a copy. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** The letters on the screens differ: the request is not that of the new device. Nothing was sealed. */
    record NotConfirmed() implements TransferSealing {}

    @Override
    default Optional<Sealed> success() {
        return this instanceof Sealed sealed ? Optional.of(sealed) : Optional.empty();
    }
}
