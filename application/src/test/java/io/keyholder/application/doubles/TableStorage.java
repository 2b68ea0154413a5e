package io.keyholder.application.doubles;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The smallest store that keeps the contracts of its ports, for tests below the adapters. A test breaks it by
 * {@link #beforeEachWrite}, which runs before every write and may throw or write itself. Thread-safe.
 */
public final class TableStorage implements Storage {
    private final Users users = new Users();
    private final Keys keys = new Keys();
    private final TableLoginStates loginStates = new TableLoginStates();
    private final TableInvitations invitations = new TableInvitations();
    private final TableEvents events = new TableEvents();
    private Runnable beforeEachWrite = () -> {};
    private UnaryOperator<IdentifierLookup> lookUpDistortion = lookup -> lookup;
    private boolean closed;

    /** Runs this before every later write of users, once for each, and not within itself. */
    public void beforeEachWrite(Runnable action) {
        beforeEachWrite = action;
    }

    /** Answers look-ups by identifier with what this makes of the true answer. */
    public void distortLookUps(UnaryOperator<IdentifierLookup> distortion) {
        lookUpDistortion = distortion;
    }

    /** How often the user of this id was read by it. */
    public long readsOf(UserId id) {
        return users.reads.stream().filter(id::equals).count();
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
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
    public TableEvents userEvents() {
        return events;
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return keys;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailableException("the store was closed", null);
        }
    }

    private void interfere() {
        Runnable action = beforeEachWrite;
        beforeEachWrite = () -> {};
        try {
            action.run();
        } finally {
            beforeEachWrite = action;
        }
    }

    private final class Users implements UserRepository {
        private final TreeMap<UserId, User> rows = new TreeMap<>();
        private final Map<IdentifierKey, UserId> holders = new HashMap<>();
        private final List<UserId> reads = new ArrayList<>();
        private long writes;

        @Override
        public synchronized CreateOutcome create(User user) {
            requireOpen();
            interfere();
            if (rows.containsKey(user.id())) {
                return new CreateOutcome.IdTaken();
            }
            return takenKey(user)
                    .<CreateOutcome>map(CreateOutcome.IdentifierTaken::new)
                    .orElseGet(() -> new CreateOutcome.Created(store(user)));
        }

        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            return newUsers.stream().map(this::create).toList();
        }

        @Override
        public synchronized UpdateOutcome update(User user) {
            requireOpen();
            interfere();
            User current = rows.get(user.id());
            if (current == null) {
                return new UpdateOutcome.Missing();
            }
            if (!current.revision().equals(user.revision())) {
                return new UpdateOutcome.Stale(current);
            }
            return takenKey(user)
                    .<UpdateOutcome>map(UpdateOutcome.IdentifierTaken::new)
                    .orElseGet(() -> new UpdateOutcome.Updated(store(user)));
        }

        @Override
        public synchronized Optional<User> findById(UserId id) {
            requireOpen();
            reads.add(id);
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        public synchronized IdentifierLookup findByIdentifier(IdentifierKey key) {
            requireOpen();
            return lookUpDistortion.apply(Optional.ofNullable(holders.get(key))
                    .map(rows::get)
                    .<IdentifierLookup>map(IdentifierLookup.Found::new)
                    .orElseGet(IdentifierLookup.Nobody::new));
        }

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            requireOpen();
            interfere();
            User current = rows.get(id);
            if (current == null) {
                return new PurgeOutcome.Missing();
            }
            if (!current.revision().equals(Optional.of(expected))) {
                return new PurgeOutcome.Stale();
            }
            rows.remove(id);
            holders.values().removeIf(id::equals);
            return new PurgeOutcome.Purged();
        }

        @Override
        public synchronized List<User> page(PageRequest request) {
            requireOpen();
            return request.after().map(rows::tailMap).orElse(rows).values().stream()
                    .filter(user -> !Optional.of(user.id()).equals(request.after()))
                    .limit(request.limit())
                    .toList();
        }

        @Override
        public synchronized long count() {
            requireOpen();
            return rows.size();
        }

        private User store(User user) {
            writes++;
            User stored = user.withRevision(new Revision(Long.toString(writes)));
            rows.put(stored.id(), stored);
            holders.values().removeIf(stored.id()::equals);
            heldKeys(stored).forEach(key -> holders.put(key, stored.id()));
            return stored;
        }

        private Optional<IdentifierKey> takenKey(User user) {
            return heldKeys(user).stream()
                    .filter(key -> !holders.getOrDefault(key, user.id()).equals(user.id()))
                    .findFirst();
        }

        private static Set<IdentifierKey> heldKeys(User user) {
            return user.isDeleted() ? Set.of() : user.identifiers().keys();
        }
    }

    private final class Keys implements PublicKeyDirectory {
        private final List<RegisteredKey> rows = new ArrayList<>();

        @Override
        public synchronized Optional<RegisteredKey> vouch(
                DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
            return change(owner, fingerprint, key -> key.vouchedFor(word));
        }

        @Override
        public synchronized Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
            return change(owner, fingerprint, key -> key.revokedAt(moment));
        }

        @Override
        public synchronized List<RegisteredKey> find(String fingerprint) {
            return rows.stream()
                    .filter(key -> key.publicKey().fingerprint().matches(fingerprint))
                    .toList();
        }

        private Optional<RegisteredKey> change(
                DataOwnerId owner, Fingerprint fingerprint, UnaryOperator<RegisteredKey> change) {
            rows.replaceAll(key -> isOf(key, owner, fingerprint) ? change.apply(key) : key);
            return rows.stream().filter(key -> isOf(key, owner, fingerprint)).findFirst();
        }

        private boolean isOf(RegisteredKey key, DataOwnerId owner, Fingerprint fingerprint) {
            return key.owner().equals(owner)
                    && key.publicKey().fingerprint().sha256().equals(fingerprint.sha256());
        }

        @Override
        public synchronized void register(RegisteredKey key) {
            requireOpen();
            boolean known = keysOf(key.owner()).stream()
                    .anyMatch(registered -> registered.publicKey().equals(key.publicKey()));
            if (!known) {
                rows.add(key);
            }
        }

        @Override
        public synchronized void registerInitial(RegisteredKey key, Endorsement word) {
            boolean isFirst = keysOf(key.owner()).stream()
                    .noneMatch(known -> known.vouch().isPresent());
            register(key);
            if (isFirst) {
                vouch(key.owner(), key.publicKey().fingerprint(), word);
            }
        }

        @Override
        public synchronized void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
            requireOpen();
            rows.removeIf(row -> row.owner().equals(owner)
                    && row.publicKey().fingerprint().sha256().equals(fingerprint.sha256()));
        }

        @Override
        public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
            requireOpen();
            return rows.stream().filter(row -> row.owner().equals(owner)).collect(Collectors.toList());
        }
    }
}
