package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Writes the terms of users that were stored before terms were, or before these terms were: some hundreds in a
 * transaction, which also notes how far it came, so that the next one that opens the store goes on from there. Writers
 * of users write terms themselves from the moment the table is there, so they may work meanwhile.
 *
 * @param upTo the last user whose terms are written
 * @param isComplete whether that was the last of all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UserTermFilling(byte[] upTo, boolean isComplete) {
    private static final int FILLED_AT_ONCE = 500;

    /** Another version of Java may know other letters, so terms are written anew then. */
    private static final String FORM =
            SearchTerm.VERSION + "/" + Runtime.version().feature();

    private static final UserTermFilling NOT_BEGUN = new UserTermFilling(new byte[0], false);

    /** Writes whatever terms are missing; also while others do the same. */
    static void complete(H2Session session) throws SQLException {
        boolean isComplete = find(session).isComplete();
        while (!isComplete) {
            isComplete = session.transaction(UserTermFilling::goOn);
        }
    }

    private static boolean goOn(H2Session session) throws SQLException {
        WriteTransaction.lockStore(session);
        UserTermFilling soFar = find(session);
        if (soFar.isComplete()) {
            return true;
        }
        List<StoredUser> next = UserTables.page(session, soFar.upTo(), FILLED_AT_ONCE);
        for (StoredUser user : next) {
            UserTermTables.setHeld(session, user.id(), termsOf(user));
        }
        boolean isComplete = next.size() < FILLED_AT_ONCE;
        byte[] upTo = next.isEmpty() ? soFar.upTo() : next.get(next.size() - 1).id();
        session.change(
                "MERGE INTO keyholder.user_term_filling(id, form, up_to, is_complete) KEY(id) VALUES (1, ?, ?, ?)",
                FORM,
                upTo,
                isComplete);
        return isComplete;
    }

    /** A damaged user is found by nothing, and reported when it is read. */
    private static Set<StoredTerm> termsOf(StoredUser stored) {
        try {
            return StoredTerm.heldBy(stored.toUser());
        } catch (StoreCorruptException damaged) {
            return Set.of();
        }
    }

    private static UserTermFilling find(H2Session session) throws SQLException {
        return session.first(
                        UserTermFilling::read,
                        "SELECT up_to, is_complete FROM keyholder.user_term_filling WHERE id = 1 AND form = ?",
                        FORM)
                .orElse(NOT_BEGUN);
    }

    private static UserTermFilling read(ResultSet row) throws SQLException {
        return new UserTermFilling(row.getBytes(1), row.getBoolean(2));
    }
}
