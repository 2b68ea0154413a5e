package io.keyholder.ports.keys;

import io.keyholder.domain.key.EncryptionKeyPair;
import java.util.List;

/** What became of loading a user's private keys from their device. */
public sealed interface PrivateKeyLoading {
    /**
     * The keys are here.
     *
     * @param pairs at least one; the caller closes them
     */
    record Loaded(List<EncryptionKeyPair> pairs) implements PrivateKeyLoading {
        public Loaded {
            pairs = List.copyOf(pairs);
        }
    }

    /** There are no keys of this user. */
    record Missing() implements PrivateKeyLoading {}

    /** The keys are sealed by another passphrase. */
    record WrongPassphrase() implements PrivateKeyLoading {}

    /**
     * What is there is not what was saved.
     *
     * @param problem what is wrong with it, without a part of it
     */
    record Damaged(String problem) implements PrivateKeyLoading {}
}
