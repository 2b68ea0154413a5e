package io.keyholder.adapters.memory;

import io.keyholder.adapters.memory.internal.h2.directory.DatabaseFiles;
import io.keyholder.adapters.memory.internal.h2.directory.DatabaseOpener;
import io.keyholder.adapters.memory.internal.h2.directory.H2Url;
import io.keyholder.adapters.memory.internal.h2.directory.HostDatabase;
import io.keyholder.adapters.memory.internal.h2.directory.OpenDatabase;
import io.keyholder.adapters.memory.internal.h2.directory.SharedDatabases;
import io.keyholder.adapters.memory.internal.h2.jdbc.HostSessions;
import io.keyholder.adapters.memory.internal.h2.table.H2InvitationRepository;
import io.keyholder.adapters.memory.internal.h2.table.H2LoginStateRepository;
import io.keyholder.adapters.memory.internal.h2.table.H2PublicKeyDirectory;
import io.keyholder.adapters.memory.internal.h2.table.H2UserEventLog;
import io.keyholder.adapters.memory.internal.h2.table.H2UserRepository;
import io.keyholder.adapters.memory.internal.h2.table.IdentifierTables;
import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreMissingException;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A store in an embedded H2 database: in a directory of its own, or in a database of the host's. Thread-safe.
 *
 * <p>Acknowledged means on disk: a write answers after the database file was forced to the disk, and writers that wait
 * at the same time share one such force ({@link Durability}). Interrupting a thread that waits does no harm and is not
 * lost.
 *
 * <p>A directory belongs to one process at a time. Within that process it may be opened several times; each is closed
 * by itself, and the last one to be closed closes the files. Closing compacts the database when much of it is waste,
 * which takes about 20 seconds for a million users; a host that is killed instead loses nothing.
 *
 * <p>Opening a database of an earlier version for the first time, or with another version of Java, writes its index for
 * searching anew, which takes as long as reading all users. A process that dies in it costs nothing: the next one goes
 * on.
 */
public final class H2Storage implements Storage {
    private final H2Database database;
    private final Runnable release;
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final InvitationRepository invitations;
    private final UserEventLog userEvents;
    private final PublicKeyDirectory publicKeys;

    private H2Storage(H2Database database, Runnable release) {
        this.database = database;
        this.release = release;
        users = new H2UserRepository(database);
        loginStates = new H2LoginStateRepository(database);
        invitations = new H2InvitationRepository(database);
        userEvents = new H2UserEventLog(database);
        publicKeys = new H2PublicKeyDirectory(database);
    }

    /** The store in this directory, with {@link H2Options#defaults()}. */
    public static H2Storage at(Path directory) {
        return at(directory, H2Options.defaults());
    }

    /**
     * The store in this directory. A directory that is made here is its owner's only, and so are the files.
     *
     * @throws io.keyholder.domain.InvalidValueException when the path holds {@code ;}, {@code \} or a control
     *     character, or is not of the default file system
     * @throws io.keyholder.ports.persistence.StoreLockedException when another process has it open
     * @throws StoreMissingException when it is missing and the options say not to make one, or only its seal is there
     * @throws io.keyholder.ports.persistence.StoreCorruptException when it is damaged; the files stay as they were
     * @throws io.keyholder.ports.persistence.StoreVersionException when a later version of this library wrote it
     * @throws StoreException when the directory cannot be made, read or written
     */
    public static H2Storage at(Path directory, H2Options options) {
        return at(directory, options, H2Url.DEFAULT);
    }

    static H2Storage at(Path path, H2Options options, H2Url url) {
        DatabaseFiles directory = DatabaseFiles.of(path, options.whenMissing());
        OpenDatabase store = SharedDatabases.OF_THIS_PROCESS.join(
                directory, () -> new DatabaseOpener(directory, url, options).open());
        return new H2Storage(
                store.database(options.durability()), () -> SharedDatabases.OF_THIS_PROCESS.leave(directory));
    }

    /** The same as {@link #over(DataSource, Durability)}, synced. */
    public static H2Storage over(DataSource database) {
        return over(database, Durability.SYNCED);
    }

    /**
     * A store in the schema {@code keyholder} of an H2 database that the host opens, closes and backs up; the schema is
     * made or upgraded here. Closing this storage leaves the database alone.
     *
     * <p>The data source should be a pool: every call borrows one connection and gives it back as it came. The database
     * user must be an administrator, because syncing is for administrators. Let the host's URL name H2's {@code async:}
     * file system, or make sure that no thread is interrupted while it works: H2 closes the database otherwise. With
     * {@code WRITE_DELAY=0} in the URL, H2 writes in the thread of the caller; without, a thread that is interrupted in
     * the middle of a write returns before it is done.
     *
     * @throws StoreException when the database is not H2, cannot be reached or refuses; a subtype when its reason is
     *     known
     */
    public static H2Storage over(DataSource database, Durability durability) {
        HostDatabase host = new HostDatabase(new HostSessions(database), durability);
        host.prepare();
        return new H2Storage(host.database(), () -> {});
    }

    /**
     * The identifiers that several users share since a later version of this library recognised them as one, such as a
     * phone number in two spellings. No user is found by them, each user is by its other identifiers: a host settles
     * them by changing or removing one. Empty in a store that this version made.
     *
     * @return for each such identifier all its users, in the order of the identifiers
     */
    public Map<IdentifierKey, Set<UserId>> sharedIdentifiers() {
        return database.read(IdentifierTables::shared);
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public LoginStateRepository loginStates() {
        return loginStates;
    }

    @Override
    public InvitationRepository invitations() {
        return invitations;
    }

    @Override
    public UserEventLog userEvents() {
        return userEvents;
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return publicKeys;
    }

    @Override
    public void close() {
        database.close(release);
    }
}
