package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Invitations in memory. Thread-safe: one lock makes each call atomic. Revisions come from one counter and so never
 * come back.
 */
public final class MapInvitations implements InvitationRepository {
    private final NavigableMap<InvitationId, Stored> byId = new TreeMap<>();
    private long lastRevision;

    @Override
    public synchronized Optional<Stored> find(InvitationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized List<Stored> findByUser(UserId user) {
        return byId.values().stream()
                .filter(stored -> stored.invitation().user().equals(user))
                .toList();
    }

    @Override
    public synchronized boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        if (!find(next.id()).map(Stored::revision).equals(expected)) {
            return false;
        }
        lastRevision++;
        byId.put(next.id(), new Stored(next, new Revision(Long.toString(lastRevision))));
        return true;
    }

    @Override
    public synchronized List<Stored> open(InvitationPageRequest request) {
        return FirstOf.values(
                request.after().map(last -> byId.tailMap(last, false)).orElse(byId),
                request.limit(),
                stored -> stored.invitation().state().isOpen());
    }

    @Override
    public synchronized void removeOf(UserId user) {
        byId.values().removeIf(stored -> stored.invitation().user().equals(user));
    }

    @Override
    public synchronized long removeClosedBefore(Instant moment) {
        int before = byId.size();
        byId.values()
                .removeIf(stored -> stored.invitation()
                        .state()
                        .closedAt()
                        .filter(closed -> closed.isBefore(moment))
                        .isPresent());
        return (long) before - byId.size();
    }
}
