package io.keyholder.application.recovery;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.key.EncryptionKeyPair;
import java.util.Optional;

/** What became of recovering a private key from a kit. */
public sealed interface RecoveryResult extends Outcome<RecoveryResult.Recovered> {
    /**
     * The private key is here, and belongs to the public one.
     *
     * @param pair the caller closes it
     */
    record Recovered(EncryptionKeyPair pair) implements RecoveryResult {}

    /**
     * The file was sealed under another recovery key.
     *
     * @param name {@link io.keyholder.domain.key.RecoveryKey#name} of the key that it needs
     */
    record WrongKit(String name) implements RecoveryResult {}

    /**
     * The file is no recovery kit, or not a whole one.
     *
     * @param problem what is wrong with it
     */
    record Damaged(String problem) implements RecoveryResult {}

    @Override
    default Optional<Recovered> success() {
        return this instanceof Recovered recovered ? Optional.of(recovered) : Optional.empty();
    }
}
