package io.keyholder.adapters.memory.internal.h2.jdbc;

import java.sql.SQLException;

/** Where sessions come from. Thread-safe. */
public interface H2Sessions {
    /** A session in auto-commit mode of one caller alone. */
    H2Session take() throws SQLException;

    /** Takes a session back after work that succeeded. */
    void giveBack(H2Session session) throws SQLException;

    /** Takes a session back after work that failed: rolls back what it left open and never hands it out again. */
    default void discard(H2Session session) throws SQLException {
        try (session) {
            session.rollBack();
        }
    }

    /**
     * Runs work on a session.
     *
     * @param failed what could not be done when it fails, as the beginning of a sentence
     * @throws io.keyholder.ports.persistence.StoreException when H2 reports an error
     * @throws VirtualMachineError when H2 met one, such as a full heap
     */
    default <T> T use(String failed, H2Work<T> work) {
        try {
            return use(work);
        } catch (SQLException error) {
            H2Errors.throwVirtualMachineError(error);
            throw H2Errors.translate(failed, error);
        }
    }

    /** Runs work on a session. */
    default <T> T use(H2Work<T> work) throws SQLException {
        H2Session session = take();
        T result;
        try {
            result = work.on(session);
        } catch (SQLException | RuntimeException | Error failure) {
            discardAfter(failure, session);
            throw failure;
        }
        giveBack(session);
        return result;
    }

    /** Takes a session back after work that failed; what this throws itself explains less than the failure. */
    default void discardAfter(Throwable failure, H2Session session) {
        discardQuietly(session);
    }

    private void discardQuietly(H2Session session) {
        try {
            discard(session);
        } catch (SQLException | RuntimeException | VirtualMachineError alreadyBroken) {
            // The work's own error is on its way and explains more.
        }
    }
}
