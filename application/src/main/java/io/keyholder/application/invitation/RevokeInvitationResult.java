package io.keyholder.application.invitation;

import io.keyholder.domain.access.Refusal;

/** What became of an invitation to be taken back. */
public sealed interface RevokeInvitationResult {
    /**
     * Nobody can accept it any more; the user stays as it is, registering. Also when there was nothing to take back.
     */
    record Revoked() implements RevokeInvitationResult {}

    /** It is too late: the user accepted. Nothing was changed; disable the user to shut it out. */
    record AlreadyAccepted() implements RevokeInvitationResult {}

    /** There is no such user. */
    record Missing() implements RevokeInvitationResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements RevokeInvitationResult {}
}
