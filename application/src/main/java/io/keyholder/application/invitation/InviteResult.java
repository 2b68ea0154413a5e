package io.keyholder.application.invitation;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.user.User;
import java.util.Optional;

/** What became of an invitation to be sent. Asking for the same again is right after every one of these. */
public sealed interface InviteResult extends Outcome<InviteResult.Sent> {
    /** The message left. */
    record Sent(User user, Invitation invitation) implements InviteResult {}

    /** User and invitation are stored, the message did not leave: ask for the same again, or send it again later. */
    record NotSent(User user, Invitation invitation, SendFailure failure) implements InviteResult {}

    /**
     * The same was invited before and the message left, or someone else sends it at this moment. Nothing was sent by
     * this call.
     */
    record AlreadyInvited(User user, Invitation invitation) implements InviteResult {}

    /**
     * Another user is known by the contact. Nothing was stored.
     *
     * @param key of the contact
     */
    record IdentifierTaken(IdentifierKey key) implements InviteResult {}

    /**
     * There is no such user, or it is not waiting for an invitation: it accepted one, was deleted or was never invited.
     */
    record NotRegistering() implements InviteResult {}

    /** The acting user may not invite. Nothing was stored or sent. */
    record Forbidden(Refusal refusal) implements InviteResult, ForbiddenOutcome {}

    @Override
    default Optional<Sent> success() {
        return this instanceof Sent sent ? Optional.of(sent) : Optional.empty();
    }
}
