package io.keyholder.application.invitation;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import java.util.Optional;

/** What became of an invitation to be taken back. */
public sealed interface RevokeInvitationResult extends Outcome<RevokeInvitationResult.Revoked> {
    /**
     * No one can accept it any more; the user stays as it is, registering. Also when there was nothing to take back.
     */
    record Revoked() implements RevokeInvitationResult {}

    /** It is too late: the user accepted. Nothing was changed; disable the user to shut it out. */
    record AlreadyAccepted() implements RevokeInvitationResult {}

    /** There is no such user. */
    record Missing() implements RevokeInvitationResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements RevokeInvitationResult, ForbiddenOutcome {}

    @Override
    default Optional<Revoked> success() {
        return this instanceof Revoked revoked ? Optional.of(revoked) : Optional.empty();
    }
}
