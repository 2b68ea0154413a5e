package io.keyholder.adapters.memory.internal.h2.transaction;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.domain.identity.Revision;
import java.sql.SQLException;

/**
 * One transaction that may change the store. Transactions come one after the other, also those of other instances and
 * processes, because each begins by locking the one row of {@code keyholder.store}; so what one has read stays true
 * until it commits, and the numbers of that row give every change a revision that was never used before.
 */
public final class WriteTransaction {
    private static final int WAIT_SECONDS = 60;

    private final H2Session session;
    private final String era;
    private final long firstNumber;
    private long lastNumber;

    private WriteTransaction(H2Session session, String era, long firstNumber) {
        this.session = session;
        this.era = era;
        this.firstNumber = firstNumber;
        lastNumber = firstNumber;
    }

    /** What a transaction does. */
    @FunctionalInterface
    public interface Work<T> {
        T in(WriteTransaction transaction) throws SQLException;
    }

    /**
     * What a transaction came to.
     *
     * @param number of the last change that the store holds with it
     */
    record Committed<T>(T result, long number) {}

    /**
     * Runs the work and commits it.
     *
     * @param era distinguishes the revisions of this opening of the store from those of any other, so that a restored
     *     backup does not repeat them
     * @throws io.keyholder.ports.persistence.StoreVersionException when another version has changed the schema
     *     meanwhile
     */
    static <T> Committed<T> run(H2Session session, String era, Work<T> work) throws SQLException {
        return session.transaction(locked -> {
            WriteTransaction transaction = new WriteTransaction(locked, era, lockStore(locked));
            T result = work.in(transaction);
            transaction.keepLastNumber();
            return new Committed<>(result, transaction.lastNumber);
        });
    }

    /** The session, for reading. */
    public H2Session session() {
        return session;
    }

    /** Changes rows. */
    public void change(String sql, Object... arguments) throws SQLException {
        if (session.change(sql, arguments) > 0 && lastNumber == firstNumber) {
            lastNumber++;
        }
    }

    /** A number that is greater than that of every change before. */
    public long nextNumber() {
        lastNumber++;
        return lastNumber;
    }

    /** A revision that no other state of any record had or will have. */
    public Revision nextRevision() {
        return new Revision(nextNumber() + "-" + era);
    }

    /**
     * Lets no other transaction write until this transaction ends.
     *
     * @return the number of the last change
     */
    public static long lockStore(H2Session session) throws SQLException {
        return StoreRow.requireCurrent(session.first(
                StoreRow::read,
                "SELECT version, last_number FROM keyholder.store WHERE id = 1 FOR UPDATE WAIT " + WAIT_SECONDS));
    }

    private void keepLastNumber() throws SQLException {
        if (lastNumber != firstNumber) {
            session.change("UPDATE keyholder.store SET last_number = ? WHERE id = 1", lastNumber);
        }
    }
}
