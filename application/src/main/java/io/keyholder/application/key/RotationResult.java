package io.keyholder.application.key;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.key.RegisteredKey;
import java.util.Optional;

/**
 * What became of replacing one key of a data owner by another. In every case but {@link Rotated} nothing was changed.
 */
public sealed interface RotationResult extends Outcome<RotationResult.Rotated> {
    /**
     * Data is sealed for the new key from now on, for the old one no more. What was sealed for that before still opens
     * with it alone, until it is sealed anew.
     *
     * @param key the new one as the directory shows it
     */
    record Rotated(RegisteredKey key) implements RotationResult {}

    /** The old key is not one of the data owner's that are sealed for, so it vouches for no other. */
    record OldKeyNotTrusted() implements RotationResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements RotationResult, ForbiddenOutcome {}

    @Override
    default Optional<Rotated> success() {
        return this instanceof Rotated rotated ? Optional.of(rotated) : Optional.empty();
    }
}
