package io.keyholder.domain.credential;

import java.util.Optional;

/**
 * Whether a user proves itself a second time, and with what. "On without a secret" cannot be built as {@link On}; a
 * stored document in that state becomes {@link Unusable}, which denies rather than counts as absent.
 */
public sealed interface SecondFactor {
    /** No second factor. */
    record Off() implements SecondFactor {}

    /** A secret was handed out and waits for its first correct code; logging in does not ask for it yet. */
    record Pending(TotpSecret secret) implements SecondFactor {}

    /** Confirmed: a code is demanded. */
    record On(TotpSecret secret) implements SecondFactor {}

    /** A stored state that demands a second factor and has no secret to check it with: no user gets past it. */
    record Unusable() implements SecondFactor {}

    /** The state of a user that never enrolled. */
    static SecondFactor off() {
        return new Off();
    }

    /** Whether a login must not succeed by the password alone. */
    default boolean isDemanded() {
        return this instanceof On || this instanceof Unusable;
    }

    /** The secret, absent when there is none. */
    default Optional<TotpSecret> storedSecret() {
        if (this instanceof Pending pending) {
            return Optional.of(pending.secret());
        }
        return this instanceof On on ? Optional.of(on.secret()) : Optional.empty();
    }
}
