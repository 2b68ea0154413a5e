package io.keyholder.ports.invitation;

import io.keyholder.domain.invitation.SendFailure;

/** What became of a message. */
public sealed interface SendOutcome {
    /** Another party is responsible for it now: the next server has taken it. */
    record Sent() implements SendOutcome {}

    /** It did not leave, as far as is known. */
    record NotSent(SendFailure failure) implements SendOutcome {}

    /** It left. */
    static SendOutcome sent() {
        return new Sent();
    }

    /** It did not leave. */
    static SendOutcome notSent(SendFailure failure) {
        return new NotSent(failure);
    }
}
