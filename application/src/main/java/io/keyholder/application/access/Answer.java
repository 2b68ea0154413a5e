package io.keyholder.application.access;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import java.util.Optional;

/**
 * What was asked for, or why the acting user does not get it.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> extends Outcome<T> {
    /** The answer. */
    record Allowed<T>(T value) implements Answer<T> {}

    /** The acting user may not have it; nothing was done. */
    record Forbidden<T>(Refusal refusal) implements Answer<T>, ForbiddenOutcome {}

    @Override
    default Optional<T> success() {
        return this instanceof Allowed<T> given ? Optional.of(given.value()) : Optional.empty();
    }

    /** What was asked for; absent when it is forbidden. */
    default Optional<T> toOptional() {
        return success();
    }

    /**
     * What was asked for, where it is known that it may be: by the host itself.
     *
     * @throws ForbiddenException when it is forbidden
     */
    default T orElseThrow() {
        if (this instanceof Forbidden<T> forbidden) {
            throw new ForbiddenException(forbidden.refusal());
        }
        return ((Allowed<T>) this).value();
    }
}
