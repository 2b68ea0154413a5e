package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Gives stored users the keys of the present folding of identifiers: some hundreds in a transaction, which also records
 * how far it came, so that the next opening of the store continues there. Users that one key brings together share it:
 * none of them is found by it, and none is changed.
 *
 * @param upTo the last user whose keys are written
 * @param isComplete whether that was the last of all
 */
@SuppressWarnings("ArrayRecordComponent")
public // never compared
record IdentifierFilling(byte[] upTo, boolean isComplete) {
    private static final int FILLED_AT_ONCE = 500;

    /** Another version of Java may know other letters, so keys are written anew then. */
    private static final String FORM =
            IdentifierKey.FOLDING_VERSION + "/" + Runtime.version().feature();

    private static final IdentifierFilling NOT_BEGUN = new IdentifierFilling(new byte[0], false);

    /** Writes all keys that are missing, also while other processes do the same. */
    public static void complete(H2Session session) throws SQLException {
        boolean isComplete = find(session).isComplete();
        while (!isComplete) {
            isComplete = session.transaction(IdentifierFilling::goOn);
        }
    }

    private static boolean goOn(H2Session session) throws SQLException {
        WriteTransaction.lockStore(session);
        IdentifierFilling soFar = find(session);
        if (soFar.isComplete()) {
            return true;
        }
        List<StoredUser> next = UserTables.page(session, soFar.upTo(), FILLED_AT_ONCE);
        for (StoredUser user : next) {
            IdentifierTables.refill(session, user.id(), keysOf(user));
        }
        boolean isComplete = next.size() < FILLED_AT_ONCE;
        byte[] upTo = next.isEmpty() ? soFar.upTo() : next.get(next.size() - 1).id();
        session.change(
                "MERGE INTO keyholder.identifier_filling(id, form, up_to, is_complete) KEY(id) VALUES (1, ?, ?, ?)",
                FORM,
                upTo,
                isComplete);
        return isComplete;
    }

    /** A damaged user is found by nothing, and reported by its readers. */
    private static Set<IdentifierKey> keysOf(StoredUser stored) {
        try {
            return PreparedUser.heldKeys(stored.toUser());
        } catch (StoreCorruptException damaged) {
            return Set.of();
        }
    }

    private static IdentifierFilling find(H2Session session) throws SQLException {
        return session.first(
                        IdentifierFilling::read,
                        "SELECT up_to, is_complete FROM keyholder.identifier_filling WHERE id = 1 AND form = ?",
                        FORM)
                .orElse(NOT_BEGUN);
    }

    private static IdentifierFilling read(ResultSet row) throws SQLException {
        return new IdentifierFilling(row.getBytes(1), row.getBoolean(2));
    }
}
