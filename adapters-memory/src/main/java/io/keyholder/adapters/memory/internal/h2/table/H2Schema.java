package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Errors;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.StoreRow;
import io.keyholder.ports.persistence.StoreVersionException;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of a store and how they came about. Version n is what the first n migrations make. A migration is a list
 * of statements that may be run again when the process died between them; the version is raised after the last.
 */
public final class H2Schema {
    private static final List<List<String>> MIGRATIONS = List.of(
            List.of(
                    "CREATE SCHEMA IF NOT EXISTS keyholder",
                    """
                    CREATE TABLE IF NOT EXISTS keyholder.store(
                        id INT PRIMARY KEY CHECK (id = 1),
                        version INT NOT NULL,
                        last_number BIGINT NOT NULL)""",
                    """
                    CREATE TABLE IF NOT EXISTS keyholder.users(
                        id VARBINARY(1536) PRIMARY KEY,
                        revision VARCHAR(64) NOT NULL,
                        checksum INT NOT NULL,
                        document VARBINARY(33554432) NOT NULL)""",
                    """
                    CREATE TABLE IF NOT EXISTS keyholder.identifiers(
                        identifier_key VARBINARY(65536) PRIMARY KEY,
                        user_id VARBINARY(1536) NOT NULL)""",
                    "CREATE INDEX IF NOT EXISTS keyholder.identifiers_of_user ON keyholder.identifiers(user_id)",
                    """
                    INSERT INTO keyholder.store(id, version, last_number)
                        SELECT 1, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM keyholder.store)"""),
            List.of("""
                    CREATE TABLE IF NOT EXISTS keyholder.public_keys(
                        owner VARBINARY(1536),
                        fingerprint VARBINARY(32),
                        padding VARCHAR(64) NOT NULL,
                        spki VARBINARY(4096) NOT NULL,
                        registered_second BIGINT NOT NULL,
                        registered_nano INT NOT NULL,
                        PRIMARY KEY(owner, fingerprint))"""),
            List.of("""
                    CREATE TABLE IF NOT EXISTS keyholder.login_states(
                        state_key VARCHAR(96) PRIMARY KEY,
                        revision VARCHAR(64) NOT NULL,
                        checksum INT NOT NULL,
                        document VARBINARY(33554432) NOT NULL,
                        last_second BIGINT NOT NULL,
                        last_nano INT NOT NULL)"""),
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS keyholder.invitations(
                        id VARCHAR(64) PRIMARY KEY,
                        user_id VARBINARY(1536) NOT NULL,
                        revision VARCHAR(64) NOT NULL,
                        checksum INT NOT NULL,
                        document VARBINARY(1048576) NOT NULL,
                        is_open BOOLEAN NOT NULL,
                        closed_second BIGINT NOT NULL,
                        closed_nano INT NOT NULL)""",
                    "CREATE INDEX IF NOT EXISTS keyholder.invitations_of_user ON keyholder.invitations(user_id)",
                    """
                    CREATE INDEX IF NOT EXISTS keyholder.invitations_open
                        ON keyholder.invitations(is_open, id)"""),
            List.of(
                    "ALTER TABLE keyholder.public_keys ADD COLUMN IF NOT EXISTS tail VARBINARY(16)",
                    """
                    UPDATE keyholder.public_keys SET tail = SUBSTRING(spki FROM OCTET_LENGTH(spki) - 15)
                        WHERE tail IS NULL""",
                    "ALTER TABLE keyholder.public_keys ADD COLUMN IF NOT EXISTS voucher VARBINARY(2048)",
                    "ALTER TABLE keyholder.public_keys ADD COLUMN IF NOT EXISTS vouched_second BIGINT",
                    "ALTER TABLE keyholder.public_keys ADD COLUMN IF NOT EXISTS vouched_nano INT",
                    "ALTER TABLE keyholder.public_keys ADD COLUMN IF NOT EXISTS revoked_second BIGINT",
                    "ALTER TABLE keyholder.public_keys ADD COLUMN IF NOT EXISTS revoked_nano INT",
                    "CREATE INDEX IF NOT EXISTS keyholder.public_keys_by_tail ON keyholder.public_keys(tail)",
                    """
                    CREATE INDEX IF NOT EXISTS keyholder.public_keys_by_fingerprint
                        ON keyholder.public_keys(fingerprint)"""),
            List.of("""
                    CREATE TABLE IF NOT EXISTS keyholder.user_events(
                        number BIGINT PRIMARY KEY,
                        user_id VARBINARY(1536) NOT NULL,
                        kinds VARCHAR(1000) NOT NULL)""", """
                    CREATE TABLE IF NOT EXISTS keyholder.user_event_recording(
                        id INT PRIMARY KEY CHECK (id = 1))"""),
            List.of("""
                    CREATE TABLE IF NOT EXISTS keyholder.user_terms(
                        term VARBINARY(512) NOT NULL,
                        user_id VARBINARY(1536) NOT NULL)""", """
                    CREATE UNIQUE INDEX IF NOT EXISTS keyholder.user_terms_by_term
                        ON keyholder.user_terms(term, user_id)""", """
                    CREATE INDEX IF NOT EXISTS keyholder.user_terms_of_user
                        ON keyholder.user_terms(user_id, term)""", """
                    CREATE TABLE IF NOT EXISTS keyholder.user_term_filling(
                        id INT PRIMARY KEY CHECK (id = 1),
                        form VARCHAR(64) NOT NULL,
                        up_to VARBINARY(1536) NOT NULL,
                        is_complete BOOLEAN NOT NULL)"""));

    private static final int ATTEMPTS_AGAINST_RIVALS = 10;

    private H2Schema() {}

    /** The version that the migrations come to. */
    static int latestVersion() {
        return MIGRATIONS.size();
    }

    /**
     * Makes or upgrades the tables and fills those that are derived from others; also while others do the same.
     *
     * @throws StoreVersionException when the database has a later version
     */
    public static void bringUpToDate(H2Session session) throws SQLException {
        for (int attempt = 1; !isUpToDate(session); attempt++) {
            try {
                migrate(session);
            } catch (SQLException error) {
                if (attempt == ATTEMPTS_AGAINST_RIVALS || !H2Errors.saysAlreadyThere(error)) {
                    throw error;
                }
            }
        }
        UserTermFilling.complete(session);
    }

    private static boolean isUpToDate(H2Session session) throws SQLException {
        int version = StoreRow.find(session).map(StoreRow::version).orElse(0);
        StoreRow.requireKnown(version);
        return version == StoreRow.CURRENT_VERSION;
    }

    private static void migrate(H2Session session) throws SQLException {
        int from = StoreRow.find(session).map(StoreRow::version).orElse(0);
        for (int version = from + 1; version <= StoreRow.CURRENT_VERSION; version++) {
            for (String statement : MIGRATIONS.get(version - 1)) {
                session.execute(statement);
            }
            session.change("UPDATE keyholder.store SET version = ? WHERE id = 1 AND version < ?", version, version);
        }
    }
}
