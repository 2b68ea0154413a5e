package io.keyholder.testkit;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The simplest repository that keeps the contract; each part of it can be overridden by something broken. */
public class ModelInvitations implements InvitationRepository {
    public final TreeMap<InvitationId, Stored> rows = new TreeMap<>();
    private long lastRevision;

    @Override
    public synchronized Optional<Stored> find(InvitationId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized List<Stored> findByUser(UserId user) {
        return rows.values().stream()
                .filter(stored -> isOf(stored.invitation(), user))
                .toList();
    }

    @Override
    public synchronized boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        if (!isAsExpected(find(next.id()), expected)) {
            return false;
        }
        put(next);
        return true;
    }

    @Override
    public synchronized List<Stored> open(InvitationPageRequest request) {
        return request.after().map(last -> rows.tailMap(last, false)).orElse(rows).values().stream()
                .filter(stored -> isListed(stored.invitation()))
                .limit(request.limit())
                .toList();
    }

    @Override
    public synchronized void removeOf(UserId user) {
        rows.values().removeIf(stored -> isOf(stored.invitation(), user));
    }

    @Override
    public synchronized long removeClosedBefore(Instant moment) {
        int before = rows.size();
        rows.values().removeIf(stored -> isSwept(stored.invitation(), moment));
        return (long) before - rows.size();
    }

    public void put(Invitation next) {
        rows.put(next.id(), new Stored(kept(next), nextRevision(next)));
    }

    public Invitation kept(Invitation next) {
        return next;
    }

    public Revision nextRevision(Invitation next) {
        lastRevision++;
        return new Revision(Long.toString(lastRevision));
    }

    public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
        return current.map(Stored::revision).equals(expected);
    }

    public boolean isOf(Invitation invitation, UserId user) {
        return invitation.user().equals(user);
    }

    public boolean isListed(Invitation invitation) {
        return invitation.state().isOpen();
    }

    public boolean isSwept(Invitation invitation, Instant moment) {
        return invitation
                .state()
                .closedAt()
                .filter(closed -> closed.isBefore(moment))
                .isPresent();
    }
}
