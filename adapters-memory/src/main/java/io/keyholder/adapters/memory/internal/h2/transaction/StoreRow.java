package io.keyholder.adapters.memory.internal.h2.transaction;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Errors;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The one row of {@code keyholder.store}: what the database records of itself.
 *
 * @param version of the schema
 * @param lastNumber of the last change
 */
public record StoreRow(int version, long lastNumber) {
    /** The version of the schema that this library writes. */
    public static final int CURRENT_VERSION = 7;

    /** Reads the row; absent when the database was never made a store. */
    public static Optional<StoreRow> find(H2Session session) throws SQLException {
        try {
            return session.first(StoreRow::read, "SELECT version, last_number FROM keyholder.store WHERE id = 1");
        } catch (SQLException error) {
            if (H2Errors.saysNoTable(error)) {
                return Optional.empty();
            }
            throw error;
        }
    }

    /**
     * The number of the last change, when this library may write.
     *
     * @throws StoreVersionException when a later version has upgraded the database since it was opened
     */
    public static long requireCurrent(Optional<StoreRow> found) {
        StoreRow row =
                found.orElseThrow(() -> new StoreCorruptException("the store has lost the row with its version", null));
        requireKnown(row.version());
        return row.lastNumber();
    }

    /**
     * Rejects versions after the current one.
     *
     * @throws StoreVersionException for those
     */
    public static void requireKnown(int version) {
        if (version > CURRENT_VERSION) {
            throw new StoreVersionException(
                    "the store has version " + version + ", this library knows versions up to " + CURRENT_VERSION
                            + "; update the library",
                    null);
        }
    }

    static StoreRow read(ResultSet row) throws SQLException {
        return new StoreRow(row.getInt(1), row.getLong(2));
    }
}
