package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.documents.InvitationDocuments;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The invitations, in the table {@code keyholder.invitations}. */
public final class H2InvitationRepository implements InvitationRepository {
    /** So many invitations are forgotten in one transaction, so that a sweep never holds up others for long. */
    private static final int SWEEP_SIZE = 100;

    private static final String WHAT = "invitation";

    private final H2Database database;

    public H2InvitationRepository(H2Database database) {
        this.database = database;
    }

    @Override
    public Optional<Stored> find(InvitationId id) {
        return database.read(session -> InvitationTable.find(session, id)).map(H2InvitationRepository::stored);
    }

    @Override
    public List<Stored> findByUser(UserId user) {
        return allStored(database.read(session -> InvitationTable.findByUser(session, user)));
    }

    @Override
    public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        byte[] document = InvitationDocuments.writeUtf8(next);
        return database.write(transaction -> {
            if (!InvitationTable.revisionOf(transaction.session(), next.id()).equals(expected)) {
                return false;
            }
            InvitationTable.put(
                    transaction, ChecksummedRow.of(next.id().value(), transaction.nextRevision(), document), next);
            return true;
        });
    }

    @Override
    public List<Stored> open(InvitationPageRequest request) {
        return allStored(database.read(session -> InvitationTable.open(session, request.after(), request.limit())));
    }

    @Override
    public void removeOf(UserId user) {
        database.write(transaction -> {
            InvitationTable.deleteOf(transaction, user);
            return user;
        });
    }

    @Override
    public long removeClosedBefore(Instant moment) {
        long removed = 0;
        int swept = SWEEP_SIZE;
        while (swept == SWEEP_SIZE) {
            swept = database.write(transaction -> InvitationTable.deleteClosedBefore(transaction, moment, SWEEP_SIZE));
            removed += swept;
        }
        return removed;
    }

    private static List<Stored> allStored(List<ChecksummedRow> rows) {
        return rows.stream().map(H2InvitationRepository::stored).toList();
    }

    private static Stored stored(ChecksummedRow row) {
        Invitation invitation = row.content(WHAT, InvitationDocuments::read);
        if (!invitation.id().value().equals(row.idText())) {
            throw row.damaged(WHAT, null);
        }
        return new Stored(invitation, row.revision());
    }
}
