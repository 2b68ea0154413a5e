package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.OpenWrites;
import io.keyholder.adapters.couchdb.internal.event.CouchDbUserEventLog;
import io.keyholder.adapters.couchdb.internal.event.EventIntents;
import io.keyholder.adapters.couchdb.internal.event.EventSwitch;
import io.keyholder.adapters.couchdb.internal.http.ClusterExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.identifier.HolderCache;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedUsers;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.record.CouchDbInvitationRepository;
import io.keyholder.adapters.couchdb.internal.record.CouchDbLoginStateRepository;
import io.keyholder.adapters.couchdb.internal.record.CouchDbPublicKeyDirectory;
import io.keyholder.adapters.couchdb.internal.record.PasswordChangeDemands;
import io.keyholder.adapters.couchdb.internal.record.RecordConflictResolver;
import io.keyholder.adapters.couchdb.internal.user.CouchDbUserRepository;
import io.keyholder.adapters.couchdb.internal.user.UserWrites;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.adapters.couchdb.internal.view.UserPages;
import io.keyholder.adapters.couchdb.internal.view.UserSearch;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store in a database of Apache CouchDB 3.2.2 or later, also beside an iCure backend. Thread-safe.
 *
 * <p>Every call ends within the deadline of the options. A write that got no answer is read back before anything is
 * reported; when even that fails, {@link io.keyholder.ports.persistence.StoreUnavailableException} describes that its
 * outcome is unknown. A replaced revision names the same state for ever.
 *
 * <p>No two users get one identifier, even when a writer dies or stalls in between and clocks jump, as long as all
 * writers of this library reach the same CouchDB cluster. What two replicas accept while they are apart is not
 * prevented here.
 */
public final class CouchDbStorage implements Storage {
    private final Database database;
    private final CouchDbServer server;
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final PublicKeyDirectory publicKeys;
    private final InvitationRepository invitations;
    private final UserEventLog userEvents;
    private final Adoption adoption;
    private final Replicas replicas;
    private final NeighbourAudit neighbours;
    private final CouchDbOptions options;
    private final Set<ChangeFeed> feeds = ConcurrentHashMap.newKeySet();

    private CouchDbStorage(Database database, CouchDbOptions options, Duration belief) {
        StoreOpening opening = new StoreOpening(database, options);
        this.database = database;
        this.options = options;
        server = opening.server();
        opening.requireDatabase();
        String designId = opening.install(DesignDocument.current());
        UserPages pages = new UserPages(database, designId);
        SharedUsers shared = new SharedUsers(database, opening.neighbours(pages), new PasswordChangeDemands(database));
        Reservations reservations = new Reservations(database, shared, options.patience());
        UnreservedUsers neighbourhood = new UnreservedUsers(database, shared, designId, opening.inhabitants(pages));
        EventSwitch recording = new EventSwitch(database, belief);
        EventIntents announcements = new EventIntents(database, recording);
        UserWrites writes =
                new UserWrites(database, shared, reservations, neighbourhood, announcements, options.patience());
        users = new CouchDbUserRepository(
                database,
                shared,
                pages,
                reservations,
                neighbourhood,
                announcements,
                writes,
                new HolderCache(HolderCache.REMEMBERED),
                new UserSearch(database, shared, designId, pages));
        RecordConflictResolver records = new RecordConflictResolver(database);
        loginStates = new CouchDbLoginStateRepository(database, records);
        publicKeys = new CouchDbPublicKeyDirectory(database, designId);
        invitations = new CouchDbInvitationRepository(database, records);
        userEvents = new CouchDbUserEventLog(database, recording);
        replicas =
                new Replicas(database, shared, designId, reservations, neighbourhood, announcements, writes, records);
        adoption = new Adoption(database, shared, pages, reservations, neighbourhood);
        neighbours = new NeighbourAudit(database, shared, pages, writes);
    }

    /** The store in this database, with the options' defaults. */
    public static CouchDbStorage at(URI server, String database) {
        return open(CouchDbOptions.of(server, database));
    }

    /**
     * The store in a database. The first opening puts our design document there, which takes an administrator of the
     * database (not of the server).
     *
     * @throws io.keyholder.ports.persistence.StoreMissingException when there is no such database and the options do
     *     not say to make one
     * @throws io.keyholder.ports.persistence.StoreVersionException when a later version of this library laid it out
     * @throws io.keyholder.ports.persistence.StoreUnavailableException when the server does not answer in time
     * @throws StoreException when the server refuses the account, is too old or is not CouchDB
     */
    public static CouchDbStorage open(CouchDbOptions options) {
        return open(ClusterExchange.with(options.endpoints()), options, EventSwitch.BELIEF, OpenWrites.settledLater());
    }

    static CouchDbStorage open(Exchange exchange, CouchDbOptions options) {
        return open(exchange, options, EventSwitch.BELIEF);
    }

    /** @param belief how long it is believed whether events are kept; zero makes requests depend on no clock */
    static CouchDbStorage open(Exchange exchange, CouchDbOptions options, Duration belief) {
        return open(exchange, options, belief, OpenWrites.settledOnDemand());
    }

    private static CouchDbStorage open(
            Exchange exchange, CouchDbOptions options, Duration belief, OpenWrites openWrites) {
        Database database = new Database(exchange, options.database(), options.deadline(), openWrites);
        try {
            return new CouchDbStorage(database, options, belief);
        } catch (RuntimeException | Error failed) {
            database.close();
            throw failed;
        }
    }

    /** The server, and what it cannot do. */
    public CouchDbServer server() {
        return server;
    }

    /** The job that adopts users which were there before this library, and audits the identifiers of all. */
    public Adoption adoption() {
        return adoption;
    }

    /** What replicas changed while they were apart, and how it is resolved. */
    public Replicas replicas() {
        return replicas;
    }

    /** What other servers changed in the users that they save too, and how it is settled. */
    public NeighbourAudit neighbours() {
        return neighbours;
    }

    /** Where the feed of changes is now. */
    public FeedPosition feedPosition() {
        return new FeedPosition(database.feedPosition(database.deadline()));
    }

    /**
     * Informs a listener of all changes of users since a position, those of other instances and of other writers too,
     * until the feed or this store is closed.
     *
     * @param since {@link FeedPosition#START}, {@link #feedPosition()}, or one that the listener was told
     */
    public ChangeFeed follow(FeedPosition since, UserChangeListener listener) {
        database.deadline();
        feeds.removeIf(ChangeFeed::isClosed);
        ChangeFeed feed = ChangeFeed.start(ClusterExchange.with(options.endpoints()), options, since, listener);
        feeds.add(feed);
        return feed;
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
    public PublicKeyDirectory publicKeys() {
        return publicKeys;
    }

    @Override
    public InvitationRepository invitations() {
        return invitations;
    }

    @Override
    public UserEventLog userEvents() {
        return userEvents;
    }

    /** Tries to settle the writes whose outcome was reported as unknown; {@link #open} does so by itself. */
    void settleOpenWrites() {
        database.settleOpenWrites();
    }

    @Override
    public void close() {
        database.close();
        feeds.forEach(ChangeFeed::close);
    }
}
