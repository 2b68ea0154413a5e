package io.keyholder.adapters.couchdb.internal.user;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.event.EventIntents;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.identifier.HolderCache;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedUsers;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.userdocument.StoredUser;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.adapters.couchdb.internal.view.UserPages;
import io.keyholder.adapters.couchdb.internal.view.UserRows;
import io.keyholder.adapters.couchdb.internal.view.UserSearch;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UnreadableUserException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The users as iCure's documents; looking one up by an identifier reads its reservation and then the user, both by id.
 */
public final class CouchDbUserRepository implements UserRepository {
    private static final int BATCH = 1_000;

    private final Database database;
    private final SharedUsers shared;
    private final UserPages pages;
    private final Reservations reservations;
    private final UnreservedUsers neighbourhood;
    private final EventIntents announcements;
    private final UserWrites writes;
    private final HolderCache knownHolders;
    private final UserSearch search;

    public CouchDbUserRepository(
            Database database,
            SharedUsers shared,
            UserPages pages,
            Reservations reservations,
            UnreservedUsers neighbourhood,
            EventIntents announcements,
            UserWrites writes,
            HolderCache knownHolders,
            UserSearch search) {
        this.database = database;
        this.shared = shared;
        this.pages = pages;
        this.reservations = reservations;
        this.neighbourhood = neighbourhood;
        this.announcements = announcements;
        this.writes = writes;
        this.knownHolders = knownHolders;
        this.search = search;
    }

    @Override
    public CreateOutcome create(User user) {
        return writes.create(user.withoutRevision(), database.deadline());
    }

    /** Each batch of a thousand has a deadline of its own. */
    @Override
    public List<CreateOutcome> createAll(List<User> users) {
        database.deadline();
        List<User> bare = users.stream().map(User::withoutRevision).toList();
        List<CreateOutcome> outcomes = new ArrayList<>(bare.size());
        for (int from = 0; from < bare.size(); from += BATCH) {
            BulkCreation bulk = new BulkCreation(
                    database, shared, reservations, neighbourhood, announcements, writes, database.deadline());
            outcomes.addAll(bulk.create(bare.subList(from, Math.min(bare.size(), from + BATCH))));
        }
        return outcomes;
    }

    @Override
    public UpdateOutcome update(User user) {
        Revision expected = user.revision()
                .orElseThrow(() -> new IllegalArgumentException("a user without a revision cannot be updated"));
        return writes.update(user, expected, database.deadline());
    }

    @Override
    public void refresh(UserId id) {
        Deadline deadline = database.deadline();
        if (shared.keepsClosed()) {
            writes.refresh(id, deadline);
        }
    }

    @Override
    public Optional<User> findById(UserId id) {
        return writes.storedUser(id, database.deadline()).map(StoredUser::user);
    }

    /**
     * Two reads, and one for a minute after: an identifier that a user holds in each of its versions is no other
     * user's.
     */
    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        Deadline deadline = database.deadline();
        List<StoredUser> reserved = reserved(key, deadline);
        Map<UserId, User> holders = new LinkedHashMap<>();
        reserved.stream().map(StoredUser::user).findFirst().ifPresent(user -> holders.put(user.id(), user));
        if (reserved.isEmpty() || neighbourhood.sharesReserved()) {
            neighbourhood.holders(key, deadline).forEach(user -> holders.putIfAbsent(user.id(), user));
        }
        return switch (holders.size()) {
            case 0 -> new IdentifierLookup.Nobody();
            case 1 -> new IdentifierLookup.Found(holders.values().iterator().next());
            default -> new IdentifierLookup.Ambiguous(Set.copyOf(holders.keySet()));
        };
    }

    private List<StoredUser> reserved(IdentifierKey key, Deadline deadline) {
        Optional<StoredUser> known = knownHolders
                .holder(key)
                .flatMap(id -> writes.storedUser(id, deadline))
                .filter(user -> user.holds(key));
        if (known.isPresent()) {
            return List.of(known.get());
        }
        List<StoredUser> holders = reservations.holders(key, knownHolders.isFree(key), deadline);
        if (holders.size() < 2) {
            knownHolders.remember(
                    key, holders.stream().map(holder -> holder.user().id()).findFirst());
        } else {
            knownHolders.forget(key);
        }
        return holders;
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        return writes.purge(id, expected, database.deadline());
    }

    /** Documents whose ids no user can have are passed over; the audit reports them. */
    @Override
    public List<User> page(PageRequest request) {
        Deadline deadline = database.deadline();
        List<User> page = new ArrayList<>();
        Optional<String> after = request.after().map(UserId::value);
        boolean isMore = true;
        while (isMore && page.size() < request.limit()) {
            int wanted = Math.min(BATCH, request.limit() - page.size());
            UserRows rows = pages.read(after, wanted, deadline);
            isMore = addReadable(rows.documents(), page, deadline) && rows.count() == wanted;
            after = rows.lastId();
        }
        return page;
    }

    /** Adds users up to the first that cannot be read; whether all could. */
    private boolean addReadable(List<Document> documents, List<User> page, Deadline deadline) {
        SharedUsers.Reading reading = shared.reading(documents, deadline);
        for (Document document : documents) {
            try {
                if (UserForm.isUser(document) && UserForm.hasIdOfAUser(document)) {
                    page.add(reading.read(document));
                }
            } catch (UnreadableUserException unreadable) {
                if (page.isEmpty()) {
                    throw unreadable;
                }
                return false;
            }
        }
        return true;
    }

    @Override
    public long count() {
        return pages.count(database.deadline());
    }

    @Override
    public List<User> search(UserFilter filter, PageRequest request) {
        return search.source(filter, request.limit())
                .map(source -> search.page(source, filter, request))
                .orElseGet(() -> UserRepository.super.search(filter, request));
    }

    @Override
    public long count(UserFilter filter) {
        return search.source(filter, Integer.MAX_VALUE)
                .map(source -> search.count(source, filter))
                .orElseGet(() -> UserRepository.super.count(filter));
    }
}
