package io.keyholder.domain.invitation;

import java.time.Instant;
import java.util.Optional;

/** Where an invitation is in its life. Each state holds what is true in it and nothing else. */
public sealed interface InvitationState {
    /** The message is to be sent, or whether it was sent is not known. */
    record Pending() implements InvitationState {}

    /** The message left. */
    record Sent(Instant at) implements InvitationState {}

    /** The message did not leave; it can be sent again. */
    record Failed(Instant at, SendFailure failure) implements InvitationState {}

    /** The invitation was accepted, once and for all. */
    record Accepted(Instant at) implements InvitationState {}

    /** The invitation was taken back, once and for all. */
    record Revoked(Instant at) implements InvitationState {}

    /** No one accepted in time; it can be sent again. */
    record Expired(Instant at) implements InvitationState {}

    /** Whether the invitation may still be accepted, if it is not too late. */
    default boolean isOpen() {
        return closedAt().isEmpty();
    }

    /** When the invitation was accepted, revoked or found expired; absent while it is open. */
    default Optional<Instant> closedAt() {
        if (this instanceof Accepted accepted) {
            return Optional.of(accepted.at());
        }
        if (this instanceof Revoked revoked) {
            return Optional.of(revoked.at());
        }
        return this instanceof Expired expired ? Optional.of(expired.at()) : Optional.empty();
    }
}
