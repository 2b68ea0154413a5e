package io.keyholder.application.access;

import io.keyholder.domain.access.Refusal;

/** Thrown where a caller took for granted that something is allowed, and it was not. */
public final class ForbiddenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    ForbiddenException(Refusal refusal) {
        super(refusal.explanation());
        this.refusal = refusal;
    }

    /** Why it is not allowed. */
    public Refusal refusal() {
        return refusal;
    }
}
