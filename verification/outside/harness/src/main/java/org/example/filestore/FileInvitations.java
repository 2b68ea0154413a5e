package org.example.filestore;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The invitations of the file. */
record FileInvitations(Journal journal) implements InvitationRepository {
    @Override
    public Optional<Stored> find(InvitationId id) {
        return journal.read(state -> Optional.ofNullable(state.invitations.get(id)));
    }

    @Override
    public List<Stored> findByUser(UserId user) {
        return journal.read(state -> state.invitations.values().stream()
                .filter(stored -> stored.invitation().user().equals(user))
                .toList());
    }

    @Override
    public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        return journal.write(state -> {
            Optional<Stored> current = Optional.ofNullable(state.invitations.get(next.id()));
            return current.map(Stored::revision).equals(expected)
                    ? Journal.Answer.of(true, State.invitation(state.number(1), next))
                    : Journal.Answer.of(false);
        });
    }

    @Override
    public List<Stored> open(InvitationPageRequest request) {
        return journal.read(state ->
                request.after().map(last -> state.invitations.tailMap(last, false)).orElse(state.invitations).values()
                        .stream()
                        .filter(stored -> stored.invitation().state().isOpen())
                        .limit(request.limit())
                        .toList());
    }

    @Override
    public void removeOf(UserId user) {
        remove(invitation -> invitation.user().equals(user));
    }

    @Override
    public long removeClosedBefore(Instant moment) {
        return remove(invitation -> invitation
                .state()
                .closedAt()
                .filter(closed -> closed.isBefore(moment))
                .isPresent());
    }

    private long remove(Predicate<Invitation> wanted) {
        return journal.write(state -> {
            List<String> records = state.invitations.values().stream()
                    .map(Stored::invitation)
                    .filter(wanted)
                    .map(invitation -> State.noInvitation(invitation.id()))
                    .toList();
            return new Journal.Answer<>((long) records.size(), records);
        });
    }
}
