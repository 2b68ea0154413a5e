package io.keyholder.testkit.internal;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.ModelInvitations;
import io.keyholder.testkit.ModelLoginStates;
import io.keyholder.testkit.ModelUserEvents;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.failing.FailingStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A handle on a repository and a directory that other handles share; after closing it refuses, as a store must. */
public final class ModelStorage implements Storage {
    private final FailingStorage ports;

    public ModelStorage(UserRepository users, PublicKeyDirectory publicKeys) {
        this(new Bundle(users, new ModelLoginStates(), new ModelInvitations(), new ModelUserEvents(), publicKeys));
    }

    private ModelStorage(Bundle bundle) {
        ports = FailingStorage.over(bundle);
    }

    /** A handle on these login states. */
    public static ModelStorage of(LoginStateRepository loginStates) {
        return new ModelStorage(bundle(loginStates));
    }

    /** A handle on these invitations. */
    public static ModelStorage of(InvitationRepository invitations) {
        return new ModelStorage(bundle(invitations));
    }

    /** A handle on these users and their events. */
    public static ModelStorage of(UserRepository users, UserEventLog userEvents) {
        return new ModelStorage(
                new Bundle(users, new ModelLoginStates(), new ModelInvitations(), userEvents, new Keys()));
    }

    /** A store with these login states that never closes. */
    public static Bundle bundle(LoginStateRepository loginStates) {
        return new Bundle(
                new ModelUserRepository(), loginStates, new ModelInvitations(), new ModelUserEvents(), new Keys());
    }

    /** A store with these invitations that never closes. */
    public static Bundle bundle(InvitationRepository invitations) {
        return new Bundle(
                new ModelUserRepository(), new ModelLoginStates(), invitations, new ModelUserEvents(), new Keys());
    }

    /** Opens a store as often as asked to. */
    public static StorageSandbox opening(Supplier<Storage> stores) {
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return stores.get();
            }

            @Override
            public void close() {}
        };
    }

    /** A sandbox whose instances all are handles on these ports. */
    public static StorageSandbox sandbox(UserRepository users, PublicKeyDirectory publicKeys) {
        return opening(() -> new ModelStorage(users, publicKeys));
    }

    @Override
    public UserRepository users() {
        return ports.users();
    }

    @Override
    public LoginStateRepository loginStates() {
        return ports.loginStates();
    }

    @Override
    public InvitationRepository invitations() {
        return ports.invitations();
    }

    @Override
    public UserEventLog userEvents() {
        return ports.userEvents();
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return ports.publicKeys();
    }

    @Override
    public void close() {
        ports.breakDown();
    }

    /** Ports put together. */
    public record Bundle(
            UserRepository users,
            LoginStateRepository loginStates,
            InvitationRepository invitations,
            UserEventLog userEvents,
            PublicKeyDirectory publicKeys)
            implements Storage {
        @Override
        public void close() {}
    }

    /** The simplest directory that keeps the contract. */
    public static class Keys implements PublicKeyDirectory {
        private final List<RegisteredKey> keys = new ArrayList<>();

        @Override
        public synchronized void register(RegisteredKey key) {
            if (keys.stream().noneMatch(known -> isSame(known, key))) {
                keys.add(key);
            }
        }

        @Override
        public synchronized void registerInitial(RegisteredKey key, Endorsement word) {
            boolean isFirst = keysOf(key.owner()).stream()
                    .noneMatch(known -> known.vouch().isPresent());
            register(key);
            if (isFirst) {
                change(key.owner(), key.publicKey().fingerprint(), known -> known.vouchedFor(word));
            }
        }

        @Override
        public synchronized void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
            keys.removeIf(known -> isOf(known, owner, fingerprint));
        }

        @Override
        public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
            return inOrderOfArrival(owner)
                    .sorted(Comparator.comparing(RegisteredKey::registered)
                            .thenComparing(key -> key.publicKey().fingerprint().sha256()))
                    .toList();
        }

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
            return keys.stream()
                    .filter(key -> key.publicKey().fingerprint().matches(fingerprint))
                    .toList();
        }

        public Optional<RegisteredKey> change(
                DataOwnerId owner, Fingerprint fingerprint, UnaryOperator<RegisteredKey> change) {
            keys.replaceAll(key -> isOf(key, owner, fingerprint) ? change.apply(key) : key);
            return keys.stream().filter(key -> isOf(key, owner, fingerprint)).findFirst();
        }

        public boolean isSame(RegisteredKey known, RegisteredKey key) {
            return isOf(known, key.owner(), key.publicKey().fingerprint());
        }

        public Stream<RegisteredKey> inOrderOfArrival(DataOwnerId owner) {
            return keys.stream().filter(key -> key.owner().equals(owner));
        }

        public List<DataOwnerId> owners() {
            return keys.stream().map(RegisteredKey::owner).distinct().toList();
        }

        private static boolean isOf(RegisteredKey key, DataOwnerId owner, Fingerprint fingerprint) {
            return key.owner().equals(owner) && key.publicKey().fingerprint().equals(fingerprint);
        }
    }
}
