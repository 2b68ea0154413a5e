package io.keyholder.application.key;

import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.key.RegisteredKey;

/** What became of a change to the public keys of a data owner. */
public sealed interface KeyChangeResult {
    /**
     * It is done, or was before.
     *
     * @param key as the directory shows it now
     */
    record Changed(RegisteredKey key) implements KeyChangeResult {}

    /** The data owner has no such key. */
    record NotRegistered() implements KeyChangeResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements KeyChangeResult {}
}
