package io.keyholder.application.recovery;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.key.EncryptionKeyPair;
import java.util.Optional;

/** What became of a private key that was sent to a new device. */
public sealed interface TransferResult extends Outcome<TransferResult.Received> {
    /**
     * The key is here, and registered for its owner.
     *
     * @param pair the caller closes it
     */
    record Received(EncryptionKeyPair pair) implements TransferResult {}

    /** It was sealed for another request, or changed on its way. The offer stays open. */
    record Unopenable() implements TransferResult {}

    /**
     * It is a whole key, and none that is registered for the owner: someone else sent one of his. The offer stays open.
     *
     * @param fingerprint SHA-256 of its public half
     */
    record ForeignKey(String fingerprint) implements TransferResult {}

    @Override
    default Optional<Received> success() {
        return this instanceof Received received ? Optional.of(received) : Optional.empty();
    }
}
