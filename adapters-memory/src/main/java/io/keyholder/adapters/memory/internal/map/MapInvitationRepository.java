package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The invitations in memory as one handle sees them. */
public final class MapInvitationRepository implements InvitationRepository {
    private final MapInvitations invitations;
    private final MapHandle handle;

    public MapInvitationRepository(MapInvitations invitations, MapHandle handle) {
        this.invitations = invitations;
        this.handle = handle;
    }

    @Override
    public Optional<Stored> find(InvitationId id) {
        handle.requireOpen();
        return invitations.find(id);
    }

    @Override
    public List<Stored> findByUser(UserId user) {
        handle.requireOpen();
        return invitations.findByUser(user);
    }

    @Override
    public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        handle.requireOpen();
        return invitations.compareAndSet(expected, next);
    }

    @Override
    public List<Stored> open(InvitationPageRequest request) {
        handle.requireOpen();
        return invitations.open(request);
    }

    @Override
    public void removeOf(UserId user) {
        handle.requireOpen();
        invitations.removeOf(user);
    }

    @Override
    public long removeClosedBefore(Instant moment) {
        handle.requireOpen();
        return invitations.removeClosedBefore(moment);
    }
}
