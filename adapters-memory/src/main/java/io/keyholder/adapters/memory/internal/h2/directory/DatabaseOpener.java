package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Connector;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Errors;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.table.H2Schema;
import io.keyholder.adapters.memory.internal.h2.transaction.StoreRow;
import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store of a directory, or makes it. An existing file is compared with its seal and read without any writing
 * first; so what is damaged stays as it was found. What was being made when its process died is made anew.
 *
 * @param directory where the store is
 * @param url how H2 gets there
 * @param options what the host wants
 */
public record DatabaseOpener(DatabaseFiles directory, H2Url url, H2Options options) {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpener.class);
    private static final String FAILED = "the store could not be opened";

    /**
     * The open store.
     *
     * @throws StoreException when it is locked, missing, damaged or of a later version
     */
    public OpenDatabase open() {
        H2Errors.prepare();
        requireAllowed();
        requireSafe();
        StoreManifest seal = StoreManifest.take(directory.sealFile());
        boolean opened = false;
        try {
            OpenDatabase store = open(seal);
            opened = true;
            return store;
        } catch (SQLException error) {
            throw H2Errors.translateOpening(FAILED, error);
        } catch (IOException error) {
            throw new StoreException(FAILED, error);
        } finally {
            if (!opened) {
                seal.release();
            }
        }
    }

    /** Files that earlier versions made readable for others are restricted before they are opened. */
    private void requireSafe() {
        try {
            directory.requireSafe();
            if (directory.holdsDatabase()) {
                directory.restrictDatabaseFile();
            }
        } catch (IOException error) {
            throw new StoreException(FAILED, error);
        }
    }

    private void requireAllowed() {
        if (!directory.holdsDatabase()) {
            options.whenMissing().requireCreating();
        }
    }

    /** Under the lock of the manifest, a file of the database that is open is what a full heap left behind. */
    private OpenDatabase open(StoreManifest seal) throws SQLException, IOException {
        OpenChannels.OF_THIS_PROCESS.close(directory.databaseFile());
        Optional<ManifestState> sealed = seal.state();
        if (wasNeverFinished(sealed)) {
            return make(seal);
        }
        long lastNumber = inspect(sealed.orElse(ManifestState.open(0)));
        seal.write(ManifestState.open(lastNumber));
        return start(seal, url.opening(directory, options.cacheMebibytes()));
    }

    private boolean wasNeverFinished(Optional<ManifestState> sealed) {
        return sealed.map(state -> state.phase() == ManifestState.Phase.NEW).orElse(!directory.holdsDatabase());
    }

    private OpenDatabase make(StoreManifest seal) throws SQLException, IOException {
        options.whenMissing().requireCreating();
        seal.write(ManifestState.beingMade());
        Files.deleteIfExists(directory.databaseFile());
        OpenDatabase store = start(seal, url.creating(directory, options.cacheMebibytes()));
        directory.forceNames();
        seal.write(ManifestState.open(0));
        LOG.info("made a new store of version {}", StoreRow.CURRENT_VERSION);
        return store;
    }

    private OpenDatabase start(StoreManifest seal, H2Connector connector) throws SQLException, IOException {
        DatabaseInstance first = DatabaseInstance.open(connector);
        boolean started = false;
        try {
            H2Schema.bringUpToDate(first.keeper());
            first.keeper().execute(Durability.SYNCED.statement());
            directory.restrictDatabaseFile();
            OpenDatabase open = new OpenDatabase(directory, seal, first, () -> reopen(seal));
            started = true;
            return open;
        } finally {
            if (!started) {
                first.abandon(directory);
            }
        }
    }

    private DatabaseInstance reopen(StoreManifest seal) throws SQLException, IOException {
        OpenChannels.OF_THIS_PROCESS.close(directory.databaseFile());
        DatabaseInstance again = DatabaseInstance.open(url.opening(directory, options.cacheMebibytes()));
        boolean started = false;
        try {
            StoreRow row = StoreRow.find(again.keeper()).orElseThrow(DatabaseOpener::noStore);
            requireNothingLost(seal.state().orElse(ManifestState.open(0)), row);
            started = true;
            return again;
        } finally {
            if (!started) {
                again.abandon(directory);
            }
        }
    }

    private long inspect(ManifestState sealed) throws SQLException, IOException {
        requireImage(sealed);
        HeapRoom.require();
        try (H2Session session = url.inspecting(directory).session()) {
            StoreRow row = StoreRow.find(session).orElseThrow(DatabaseOpener::noStore);
            StoreRow.requireKnown(row.version());
            requireNothingLost(sealed, row);
            return row.lastNumber();
        }
    }

    private void requireImage(ManifestState sealed) throws IOException {
        if (!directory.holdsDatabase()) {
            throw new StoreMissingException(FAILED + ": its seal is there, the database file is gone", null);
        }
        if (sealed.phase() == ManifestState.Phase.CLOSED
                && !sealed.image().equals(FileChecksum.of(directory.databaseFile()))) {
            throw new StoreCorruptException(
                    FAILED + ": the database file is not as it was left; restore a backup with its seal", null);
        }
    }

    private static void requireNothingLost(ManifestState sealed, StoreRow row) {
        if (row.lastNumber() < sealed.lastNumber()) {
            throw new StoreCorruptException(
                    FAILED + ": the database has lost acknowledged changes (" + row.lastNumber() + " of "
                            + sealed.lastNumber() + "); restore a backup with its seal",
                    null);
        }
    }

    private static StoreCorruptException noStore() {
        return new StoreCorruptException(FAILED + ": the database holds no store", null);
    }
}
