package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.event.UserEvent;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The users in an H2 database: a document beside indexed keys. That an identifier is free is looked up in a
 * {@link WriteTransaction}, which no other overlaps; the primary key of {@code keyholder.identifiers} would still
 * refuse a second holder if one did.
 */
public final class H2UserRepository implements UserRepository {
    /**
     * So many users of a long list share a transaction and a force of the disk; bounds memory and how long others wait.
     */
    private static final int BULK_SIZE = 1_000;

    /** So many bytes of documents stay decoded: some thousand users. */
    private static final long DECODED_BYTES = 8L << 20;

    private final H2Database database;
    private final DecodedRows<StoredUser, User> decoded = new DecodedRows<>(DECODED_BYTES, StoredUser::toUser);

    public H2UserRepository(H2Database database) {
        this.database = database;
    }

    @Override
    public CreateOutcome create(User user) {
        PreparedUser prepared = PreparedUser.of(user);
        return database.write(transaction -> create(transaction, prepared));
    }

    @Override
    public List<CreateOutcome> createAll(List<User> users) {
        List<CreateOutcome> outcomes = new ArrayList<>(users.size());
        for (int from = 0; from < users.size(); from += BULK_SIZE) {
            outcomes.addAll(createBulk(users.subList(from, Math.min(users.size(), from + BULK_SIZE))));
        }
        return outcomes;
    }

    @Override
    public UpdateOutcome update(User user) {
        Revision expected = user.revision()
                .orElseThrow(() -> new IllegalArgumentException("a user without a revision cannot be updated"));
        PreparedUser prepared = PreparedUser.of(user);
        return database.write(transaction -> update(transaction, expected, prepared));
    }

    @Override
    public Optional<User> findById(UserId id) {
        return database.read(session -> UserTables.find(session, id)).map(decoded::of);
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        List<User> holders = database.read(session -> IdentifierTables.findHolders(session, key)).stream()
                .map(decoded::of)
                .toList();
        if (holders.size() > 1) {
            return new IdentifierLookup.Ambiguous(holders.stream().map(User::id).collect(Collectors.toSet()));
        }
        return holders.isEmpty() ? new IdentifierLookup.Nobody() : new IdentifierLookup.Found(holders.get(0));
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        return database.write(transaction -> purge(transaction, id, expected));
    }

    @Override
    public List<User> page(PageRequest request) {
        List<User> page = new ArrayList<>();
        for (StoredUser stored : database.read(session -> UserTables.page(session, request.after(), request.limit()))) {
            try {
                page.add(stored.toUser());
            } catch (UnreadableUserException unreadable) {
                if (page.isEmpty()) {
                    throw unreadable;
                }
                return page;
            }
        }
        return page;
    }

    @Override
    public long count() {
        return database.read(UserTables::count);
    }

    @Override
    public List<User> search(UserFilter filter, PageRequest request) {
        return UserSearch.helpsWith(filter)
                ? database.read(session -> UserSearch.plan(session, filter).page(session, request))
                : UserRepository.super.search(filter, request);
    }

    @Override
    public long count(UserFilter filter) {
        if (!UserSearch.helpsWith(filter)) {
            return filter.isExactByTerms() ? count() : UserRepository.super.count(filter);
        }
        return database.read(session -> UserSearch.plan(session, filter).count(session));
    }

    private List<CreateOutcome> createBulk(List<User> users) {
        List<PreparedUser> bulk = users.stream().map(PreparedUser::of).toList();
        return database.write(transaction -> {
            List<CreateOutcome> outcomes = new ArrayList<>(bulk.size());
            for (PreparedUser prepared : bulk) {
                outcomes.add(create(transaction, prepared));
            }
            return outcomes;
        });
    }

    private static CreateOutcome create(WriteTransaction transaction, PreparedUser prepared) throws SQLException {
        UserId id = prepared.user().id();
        if (UserTables.exists(transaction.session(), id)) {
            return new CreateOutcome.IdTaken();
        }
        Optional<IdentifierKey> taken = firstTaken(transaction.session(), prepared);
        if (taken.isPresent()) {
            return new CreateOutcome.IdentifierTaken(taken.get());
        }
        Revision revision = transaction.nextRevision();
        UserTables.insert(transaction, prepared.at(revision));
        IdentifierTables.setHeld(transaction.session(), id, prepared.heldKeys());
        UserTermTables.insertHeld(transaction.session(), StoredUser.bytes(id), prepared.terms());
        UserEventTables.note(transaction, id, () -> Set.of(UserEvent.Kind.CREATED));
        return new CreateOutcome.Created(prepared.user().withRevision(revision));
    }

    private static UpdateOutcome update(WriteTransaction transaction, Revision expected, PreparedUser prepared)
            throws SQLException {
        Optional<StoredUser> current =
                UserTables.find(transaction.session(), prepared.user().id());
        if (current.isEmpty()) {
            return new UpdateOutcome.Missing();
        }
        if (!current.get().isAt(expected)) {
            return new UpdateOutcome.Stale(current.get().toUser());
        }
        Optional<IdentifierKey> taken = firstTaken(transaction.session(), prepared);
        return taken.isPresent()
                ? new UpdateOutcome.IdentifierTaken(taken.get())
                : new UpdateOutcome.Updated(replace(transaction, current.get(), prepared));
    }

    private static User replace(WriteTransaction transaction, StoredUser before, PreparedUser prepared)
            throws SQLException {
        Revision revision = transaction.nextRevision();
        UserTables.replace(transaction, prepared.at(revision));
        IdentifierTables.setHeld(transaction.session(), prepared.user().id(), prepared.heldKeys());
        UserTermTables.setHeld(
                transaction.session(), StoredUser.bytes(prepared.user().id()), prepared.terms());
        UserEventTables.note(
                transaction, prepared.user().id(), () -> UserEvent.kindsBetween(before.toUser(), prepared.user()));
        return prepared.user().withRevision(revision);
    }

    private static PurgeOutcome purge(WriteTransaction transaction, UserId id, Revision expected) throws SQLException {
        Optional<StoredUser> current = UserTables.find(transaction.session(), id);
        if (current.isEmpty()) {
            return new PurgeOutcome.Missing();
        }
        if (!current.get().isAt(expected)) {
            return new PurgeOutcome.Stale();
        }
        IdentifierTables.setHeld(transaction.session(), id, Set.of());
        UserTermTables.setHeld(transaction.session(), StoredUser.bytes(id), Set.of());
        UserTables.delete(transaction, id);
        UserEventTables.note(transaction, id, () -> Set.of(UserEvent.Kind.PURGED));
        return new PurgeOutcome.Purged();
    }

    private static Optional<IdentifierKey> firstTaken(H2Session session, PreparedUser prepared) throws SQLException {
        for (IdentifierKey key : prepared.heldKeys()) {
            if (IdentifierTables.isTaken(session, key, prepared.user().id())) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
