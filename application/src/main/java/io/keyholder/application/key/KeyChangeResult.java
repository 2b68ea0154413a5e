package io.keyholder.application.key;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.key.RegisteredKey;
import java.util.Optional;

/** What became of a change to the public keys of a data owner. */
public sealed interface KeyChangeResult extends Outcome<KeyChangeResult.Changed> {
    /**
     * It is done, or was before.
     *
     * @param key as the directory shows it now
     */
    record Changed(RegisteredKey key) implements KeyChangeResult {}

    /** The data owner has no such key. */
    record NotRegistered() implements KeyChangeResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements KeyChangeResult, ForbiddenOutcome {}

    @Override
    default Optional<Changed> success() {
        return this instanceof Changed changed ? Optional.of(changed) : Optional.empty();
    }
}
