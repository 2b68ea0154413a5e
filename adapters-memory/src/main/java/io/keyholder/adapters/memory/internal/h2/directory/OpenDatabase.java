package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Errors;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.table.HeldChanges;
import io.keyholder.adapters.memory.internal.h2.transaction.GroupCommit;
import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.adapters.memory.internal.h2.transaction.StoreRow;
import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.ports.persistence.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open database of a directory. A process opens a directory once and shares it ({@link SharedDatabases}).
 * Thread-safe, but for {@link #close}, which is called when no work is left.
 */
public final class OpenDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

    private final DatabaseFiles directory;
    private final StoreManifest seal;
    private final ReopenedDatabase database;
    private final ReentrantLock writing = GroupCommit.newLock();
    private final GroupCommit synced = new GroupCommit(writing, this::sync);
    private final HeldChanges heldChanges = new HeldChanges();
    private final GroupCommit processCrashSafe = new GroupCommit(writing, this::handToTheSystem);

    /** A store whose tables are up to date and whose seal states that it is open. */
    OpenDatabase(
            DatabaseFiles directory, StoreManifest seal, DatabaseInstance first, ReopenedDatabase.Opening opening) {
        this.directory = directory;
        this.seal = seal;
        database = new ReopenedDatabase(directory, first, writing, opening, this::lose);
    }

    /** A way to work on the store that can be closed by itself. */
    public H2Database database(Durability durability) {
        return new H2Database(
                database,
                switch (durability) {
                    case SYNCED -> synced;
                    case PROCESS_CRASH_SAFE -> processCrashSafe;
                },
                processCrashSafe);
    }

    /** What all that have this open hold of login states. */
    public HeldChanges heldChanges() {
        return heldChanges;
    }

    /**
     * Shuts the database down, compacted when much of it is waste, and lets go of the directory.
     *
     * @throws StoreException when that failed; the directory is let go of nevertheless
     */
    void close() {
        try (seal) {
            shutDown();
        } catch (SQLException error) {
            throw H2Errors.translate("the store could not be closed in good order", error);
        } catch (IOException error) {
            throw new StoreException("the store could not be closed in good order", error);
        }
    }

    /** What was acknowledged is on the disk already, so a database that cannot be shut down is abandoned. */
    private void shutDown() throws SQLException, IOException {
        if (synced.isBroken() || processCrashSafe.isBroken()) {
            abandon();
        }
        DatabaseInstance live = database.alive();
        boolean done = false;
        try {
            shutDown(live);
            done = true;
        } finally {
            if (!done) {
                live.abandon(directory);
            }
        }
    }

    /**
     * What H2 holds in memory was never acknowledged, and H2 may shut down without a word although the disk takes
     * nothing: the seal stays as it is, and the next opening finds what the file holds, as after a kill.
     */
    private void abandon() throws IOException {
        database.abandon();
        throw new StoreException(
                "the store could not be closed in good order: an earlier write could not be made durable", null);
    }

    private void shutDown(DatabaseInstance live) throws SQLException, IOException {
        H2Session keeper = live.keeper();
        live.sessions().close();
        long lastNumber = StoreRow.requireCurrent(StoreRow.find(keeper));
        boolean compact = WasteRatio.isHigh(keeper);
        LOG.debug("closing the store, compacting: {}", compact);
        HeapRoom.require();
        keeper.execute(compact ? "SHUTDOWN COMPACT" : "SHUTDOWN");
        keeper.close();
        directory.restrictDatabaseFile();
        directory.force();
        seal.write(ManifestState.closed(lastNumber, FileChecksum.of(directory.databaseFile())));
    }

    private void lose() {
        synced.lose();
        processCrashSafe.lose();
    }

    private void sync(long number) {
        checkpoint(Durability.SYNCED);
        try {
            seal.note(ManifestState.open(number));
        } catch (IOException error) {
            throw new StoreException("the seal of the store could not be written", error);
        }
    }

    private void handToTheSystem(long number) {
        checkpoint(Durability.PROCESS_CRASH_SAFE);
    }

    private void checkpoint(Durability durability) {
        database.use("the store could not be made durable", session -> {
            session.execute(durability.statement());
            database.requireAlive();
            return durability;
        });
    }
}
