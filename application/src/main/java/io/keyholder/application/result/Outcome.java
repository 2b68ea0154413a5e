package io.keyholder.application.result;

import java.util.Optional;

/**
 * What became of a use case: the case that was wished for, or another that was to be expected. A host that handles all
 * cases matches on the sealed type; a host that only wants the wished one calls {@link #orThrow}.
 *
 * @param <S> the case that was wished for
 */
public interface Outcome<S> {
    /** The case that was wished for; absent when it is another. */
    Optional<S> success();

    /**
     * The case that was wished for.
     *
     * @throws UnsuccessfulException when it is another; its message names the case, and its
     *     {@link UnsuccessfulException#outcome} holds it
     */
    default S orThrow() {
        return success().orElseThrow(() -> new UnsuccessfulException(this));
    }
}
