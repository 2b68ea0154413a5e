package io.keyholder.testkit.failing;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The invitations of a {@link FailingStorage}. */
final class FailingInvitationRepository implements InvitationRepository {
    private final Storage healthy;
    private final Faults faults;

    FailingInvitationRepository(Storage healthy, Faults faults) {
        this.healthy = healthy;
        this.faults = faults;
    }

    @Override
    public Optional<Stored> find(InvitationId id) {
        return faults.during(
                StorageCall.FIND_INVITATION, () -> healthy.invitations().find(id));
    }

    @Override
    public List<Stored> findByUser(UserId user) {
        return faults.during(
                StorageCall.FIND_INVITATIONS_OF_USER,
                () -> healthy.invitations().findByUser(user));
    }

    @Override
    public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        return faults.during(
                StorageCall.SET_INVITATION, () -> healthy.invitations().compareAndSet(expected, next));
    }

    @Override
    public List<Stored> open(InvitationPageRequest request) {
        return faults.during(
                StorageCall.PAGE_OF_INVITATIONS, () -> healthy.invitations().open(request));
    }

    @Override
    public void removeOf(UserId user) {
        faults.during(
                StorageCall.REMOVE_INVITATIONS, () -> healthy.invitations().removeOf(user));
    }

    @Override
    public long removeClosedBefore(Instant moment) {
        return faults.during(
                StorageCall.SWEEP_INVITATIONS, () -> healthy.invitations().removeClosedBefore(moment));
    }
}
