package io.keyholder.application.doubles;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Invitations in a map behind one lock. */
final class TableInvitations implements InvitationRepository {
    private final NavigableMap<InvitationId, Stored> table = new TreeMap<>();
    private long writes;

    @Override
    public synchronized Optional<Stored> find(InvitationId id) {
        return Optional.ofNullable(table.get(id));
    }

    @Override
    public synchronized List<Stored> findByUser(UserId user) {
        return table.values().stream()
                .filter(stored -> stored.invitation().user().equals(user))
                .toList();
    }

    @Override
    public synchronized boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        if (!find(next.id()).map(Stored::revision).equals(expected)) {
            return false;
        }
        writes++;
        table.put(next.id(), new Stored(next, new Revision(Long.toString(writes))));
        return true;
    }

    @Override
    public synchronized List<Stored> open(InvitationPageRequest request) {
        return request.after().map(last -> table.tailMap(last, false)).orElse(table).values().stream()
                .filter(stored -> stored.invitation().state().isOpen())
                .limit(request.limit())
                .toList();
    }

    @Override
    public synchronized void removeOf(UserId user) {
        table.values().removeIf(stored -> stored.invitation().user().equals(user));
    }

    @Override
    public synchronized long removeClosedBefore(Instant moment) {
        int before = table.size();
        table.values()
                .removeIf(stored -> stored.invitation()
                        .state()
                        .closedAt()
                        .filter(closed -> closed.isBefore(moment))
                        .isPresent());
        return (long) before - table.size();
    }
}
