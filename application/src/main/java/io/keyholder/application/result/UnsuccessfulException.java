package io.keyholder.application.result;

import java.util.Locale;

/**
 * Thrown by {@link Outcome#orThrow} for every case but the wished one. The message names the case and holds no value of
 * it, and so no secret.
 */
public final class UnsuccessfulException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Outcome<?> outcome;

    UnsuccessfulException(Outcome<?> outcome) {
        super(describe(outcome));
        this.outcome = outcome;
    }

    /** The case that it is, to be matched on. */
    public Outcome<?> outcome() {
        return outcome;
    }

    private static String describe(Outcome<?> outcome) {
        return outcome instanceof ForbiddenOutcome forbidden
                ? forbidden.refusal().explanation()
                : "the result is '" + spoken(outcome.getClass().getSimpleName()) + "'";
    }

    private static String spoken(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
