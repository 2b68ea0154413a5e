package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How much of a database file is waste: pages that were replaced since. Compacting rewrites the whole file, some 15 µs
 * a user here, so it is for files that are worth it.
 */
final class WasteRatio {
    private static final int HIGH_PERCENT = 30;

    private WasteRatio() {}

    /** Whether compacting would save much. */
    static boolean isHigh(H2Session session) throws SQLException {
        int usedBlocks = percentage(session, "info.FILL_RATE");
        int livePages = percentage(session, "info.CHUNKS_FILL_RATE");
        return usedBlocks * livePages < (100 - HIGH_PERCENT) * 100;
    }

    private static int percentage(H2Session session, String setting) throws SQLException {
        return session.first(
                        WasteRatio::value,
                        "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?",
                        setting)
                .orElse(0);
    }

    private static int value(ResultSet row) throws SQLException {
        return Integer.parseInt(row.getString(1));
    }
}
