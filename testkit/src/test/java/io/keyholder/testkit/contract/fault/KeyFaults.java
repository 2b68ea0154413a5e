package io.keyholder.testkit.contract.fault;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.testkit.contract.key.PublicKeyDirectoryContract;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Directories of public keys that break one clause each. */
final class KeyFaults {
    private KeyFaults() {}

    static List<StoreFault> all() {
        Class<?> directory = PublicKeyDirectoryContract.class;
        return List.of(
                StoreFault.ofKeys("ListsAreLive", directory, ListsAreLive::new, "doesNotFollowTheListOfKeysItGave"),
                StoreFault.ofKeys(
                        "RegistersLongKeysLater",
                        directory,
                        RegistersLongKeysLater::new,
                        "givesBackAnyKeyAsItWasRegistered"),
                StoreFault.ofKeys("FailsToFindNone", directory, FailsToFindNone::new, "hasNoKeysOfAnUnknownOwner"),
                StoreFault.ofKeys(
                        "LooksForAKeyThenRegistersIt",
                        directory,
                        LooksForAKeyThenRegistersIt::new,
                        "losesNoKeyOfRacingRegistrations"),
                StoreFault.ofKeys(
                        "TakesTheLastPadding",
                        directory,
                        TakesTheLastPadding::new,
                        "registeringAKeyAgainWithAnotherPaddingChangesNothing"),
                StoreFault.ofKeys("TrimsOwners", directory, TrimsOwners::new, "takesHostileOwnersForWhatTheyAre"),
                StoreFault.ofKeys(
                        "VouchesForAnotherKey",
                        directory,
                        VouchesForAnotherKey::new,
                        "vouchesForAndRevokesNothingThatIsNotThere"),
                StoreFault.of(
                        "ForgetsKeysWhenClosed",
                        directory,
                        () -> ModelStorage.opening(
                                () -> new ModelStorage(new ModelUserRepository(), new ModelStorage.Keys())),
                        "keepsKeysAfterReopening"));
    }

    private static final class ListsAreLive extends ModelStorage.Keys {
        @Override
        public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
            return new AbstractList<>() {
                @Override
                public RegisteredKey get(int index) {
                    return ListsAreLive.super.keysOf(owner).get(index);
                }

                @Override
                public int size() {
                    return ListsAreLive.super.keysOf(owner).size();
                }
            };
        }
    }

    /** Longer than those of 64 bytes. */
    private static final class RegistersLongKeysLater extends ModelStorage.Keys {
        @Override
        public synchronized void register(RegisteredKey key) {
            boolean isLong = key.publicKey().spki().length != 64;
            super.register(
                    isLong
                            ? new RegisteredKey(key.owner(), key.publicKey(), Instant.EPOCH, key.vouch(), key.revoked())
                            : key);
        }
    }

    private static final class FailsToFindNone extends ModelStorage.Keys {
        private boolean isUsed;

        @Override
        public synchronized void register(RegisteredKey key) {
            isUsed = true;
            super.register(key);
        }

        @Override
        public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
            if (!isUsed) {
                throw new IllegalStateException("no keys at all");
            }
            return super.keysOf(owner);
        }

        @Override
        public synchronized void registerInitial(RegisteredKey key, Endorsement word) {
            isUsed = true;
            super.registerInitial(key, word);
        }
    }

    private static final class LooksForAKeyThenRegistersIt extends ModelStorage.Keys {
        private final List<RegisteredKey> twice = new ArrayList<>();

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
        public void register(RegisteredKey key) {
            boolean isNew = isNew(key);
            UserRaceFaults.aMoment();
            synchronized (this) {
                if (isNew && !isNew(key)) {
                    twice.add(key);
                }
                super.register(key);
            }
        }

        @Override
        public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
            return Stream.concat(
                            super.keysOf(owner).stream(),
                            twice.stream().filter(key -> key.owner().equals(owner)))
                    .toList();
        }

        private synchronized boolean isNew(RegisteredKey key) {
            return inOrderOfArrival(key.owner()).noneMatch(known -> isSame(known, key));
        }
    }

    private static final class TakesTheLastPadding extends ModelStorage.Keys {
        @Override
        public synchronized void register(RegisteredKey key) {
            super.register(key);
            change(
                    key.owner(),
                    key.publicKey().fingerprint(),
                    known -> known.publicKey().padding().equals(key.publicKey().padding()) ? known : key);
        }
    }

    private static final class TrimsOwners extends ModelStorage.Keys {
        @Override
        public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
            return owners().stream()
                    .filter(known -> known.value().strip().equals(owner.value().strip()))
                    .flatMap(known -> super.keysOf(known).stream())
                    .toList();
        }
    }

    private static final class VouchesForAnotherKey extends ModelStorage.Keys {
        @Override
        public synchronized Optional<RegisteredKey> vouch(
                DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
            return super.vouch(owner, fingerprint, word)
                    .or(() -> super.keysOf(owner).stream().findFirst());
        }
    }
}
