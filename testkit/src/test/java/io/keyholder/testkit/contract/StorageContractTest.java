package io.keyholder.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.ModelInvitations;
import io.keyholder.testkit.ModelLoginStates;
import io.keyholder.testkit.ModelUserEvents;
import io.keyholder.testkit.contract.key.PublicKeyDirectoryContract;
import io.keyholder.testkit.contract.user.UserRepositoryInstancesContract;
import io.keyholder.testkit.contract.user.UserRepositoryPersistenceContract;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** That the contracts about whole stores and about public keys fail for broken ones, by the test about the bug. */
class StorageContractTest {
    private static final long A_MOMENT_NANOS = 1_000_000;

    @Test
    void findsInstancesThatDoNotShareTheirData() {
        assertFails(InstancesApart.class, "showsEachInstanceWhatTheOtherWrote", "holdsEachInstanceToWhatTheOtherTook");
    }

    @Test
    void findsAStoreThatForgetsWhenClosed() {
        assertFails(
                Forgetful.class,
                "findsEveryUserAgainAsItWasStored",
                "keepsChangesAndPurges",
                "holdsToTheSameNamespaceAfterReopening",
                "holdsToTheSameRevisionsAfterReopening",
                "keepsKeysAfterReopening");
    }

    @Test
    void findsAStoreThatWorksOnWhenClosed() {
        assertFails(
                NeverClosed.class,
                "refusesEveryUseOfItsUsersAfterClosing",
                "refusesEveryUseOfItsPublicKeysAfterClosing");
    }

    @Test
    void findsAStoreThatMakesItsPortsAnew() {
        assertFails(PortsAnew.class, "givesTheSamePortsEachTime");
    }

    @Test
    void findsADirectoryThatKeepsTheOrderOfArrival() {
        assertFails(OfKeysByArrival.class, "listsTheFirstRegisteredFirst", "listsKeysOfOneMomentByTheirFingerprint");
    }

    @Test
    void findsADirectoryThatKeepsAKeyTwice() {
        assertFails(OfKeysTwice.class, "registeringAKeyAgainChangesNothing");
    }

    @Test
    void findsADirectoryThatWithdrawsAllKeysOfAnOwner() {
        assertFails(OfKeysWithdrawnTogether.class, "withdrawsOneKeyAndNoOther");
    }

    @Test
    void findsADirectoryThatWithdrawsAKeyFromEveryOwner() {
        assertFails(OfKeysWithdrawnEverywhere.class, "keepsOwnersApart", "withdrawsWhatIsNotThere");
    }

    @Test
    void findsADirectoryWithManyFirstKeys() {
        assertFails(
                OfManyFirstKeys.class,
                "vouchesForTheFirstKeyAndNoLaterOne",
                "aKeyThatSomebodyVouchedForLeavesNoRoomForAFirstOne",
                "aWithdrawnFirstKeyMakesRoomForAnother",
                "ofRacingFirstKeysVouchesForOne");
    }

    @Test
    void findsADirectoryThatRemembersAWithdrawnFirstKey() {
        assertFails(OfAFirstKeyForEver.class, "aWithdrawnFirstKeyMakesRoomForAnother");
    }

    @Test
    void findsADirectoryThatLooksForAFirstKeyBeforeItWrites() {
        assertFails(OfFirstKeysByCheckThenWrite.class, "ofRacingFirstKeysVouchesForOne");
    }

    @Test
    void findsADirectoryThatTakesTheLastWord() {
        assertFails(OfTheLastWord.class, "recordsTheFirstWordForOneKeyAndNoOther");
    }

    @Test
    void findsADirectoryThatVouchesForAllKeysOfAnOwner() {
        assertFails(OfWordsForAll.class, "recordsTheFirstWordForOneKeyAndNoOther");
    }

    @Test
    void findsADirectoryThatForgetsARevokedKey() {
        assertFails(OfRevokedKeysForgotten.class, "revokesOneKeyOnceAndKeepsItsHistory");
    }

    @Test
    void findsADirectoryThatFindsKeysByAnyPartOfTheirFingerprint() {
        assertFails(OfLooseFingerprints.class, "findsKeysByEveryFormOfTheirFingerprint");
    }

    private static void assertFails(Class<? extends StoreContract> trial, String... tests) {
        assertThat(ContractRun.of(trial).failures()).contains(tests);
    }

    static final class InstancesApart implements UserRepositoryInstancesContract {
        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.opening(() -> new ModelStorage(new ModelUserRepository(), new ModelStorage.Keys()));
        }
    }

    static final class Forgetful implements UserRepositoryPersistenceContract, PublicKeyDirectoryContract {
        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.opening(() -> new ModelStorage(new ModelUserRepository(), new ModelStorage.Keys()));
        }
    }

    static final class NeverClosed implements StorageLifecycleContract {
        @Override
        public StorageSandbox newSandbox() {
            Storage healthy = new ModelStorage(new ModelUserRepository(), new ModelStorage.Keys());
            return ModelStorage.opening(() -> new ModelStorage.Bundle(
                    healthy.users(),
                    healthy.loginStates(),
                    healthy.invitations(),
                    healthy.userEvents(),
                    healthy.publicKeys()));
        }
    }

    static final class PortsAnew implements StorageLifecycleContract {
        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.opening(MakesPortsAnew::new);
        }
    }

    /** One kind of directory, run through the contract. */
    abstract static class KeysTrial implements PublicKeyDirectoryContract {
        private final Supplier<PublicKeyDirectory> keys;

        KeysTrial(Supplier<PublicKeyDirectory> keys) {
            this.keys = keys;
        }

        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.sandbox(new ModelUserRepository(), keys.get());
        }
    }

    static final class OfKeysByArrival extends KeysTrial {
        OfKeysByArrival() {
            super(KeysByArrival::new);
        }
    }

    static final class OfKeysTwice extends KeysTrial {
        OfKeysTwice() {
            super(KeysTwice::new);
        }
    }

    static final class OfKeysWithdrawnTogether extends KeysTrial {
        OfKeysWithdrawnTogether() {
            super(KeysWithdrawnTogether::new);
        }
    }

    static final class OfKeysWithdrawnEverywhere extends KeysTrial {
        OfKeysWithdrawnEverywhere() {
            super(KeysWithdrawnEverywhere::new);
        }
    }

    static final class OfTheLastWord extends KeysTrial {
        OfTheLastWord() {
            super(TheLastWord::new);
        }
    }

    static final class OfManyFirstKeys extends KeysTrial {
        OfManyFirstKeys() {
            super(ManyFirstKeys::new);
        }
    }

    static final class OfAFirstKeyForEver extends KeysTrial {
        OfAFirstKeyForEver() {
            super(AFirstKeyForEver::new);
        }
    }

    static final class OfFirstKeysByCheckThenWrite extends KeysTrial {
        OfFirstKeysByCheckThenWrite() {
            super(FirstKeysByCheckThenWrite::new);
        }
    }

    static final class OfWordsForAll extends KeysTrial {
        OfWordsForAll() {
            super(WordsForAll::new);
        }
    }

    static final class OfRevokedKeysForgotten extends KeysTrial {
        OfRevokedKeysForgotten() {
            super(RevokedKeysForgotten::new);
        }
    }

    static final class OfLooseFingerprints extends KeysTrial {
        OfLooseFingerprints() {
            super(LooseFingerprints::new);
        }
    }

    private static final class MakesPortsAnew implements Storage {
        @Override
        public UserRepository users() {
            return new ModelUserRepository();
        }

        @Override
        public LoginStateRepository loginStates() {
            return new ModelLoginStates();
        }

        @Override
        public InvitationRepository invitations() {
            return new ModelInvitations();
        }

        @Override
        public UserEventLog userEvents() {
            return new ModelUserEvents();
        }

        @Override
        public PublicKeyDirectory publicKeys() {
            return new ModelStorage.Keys();
        }

        @Override
        public void close() {}
    }

    private static final class KeysByArrival extends ModelStorage.Keys {
        @Override
        public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
            return inOrderOfArrival(owner).toList();
        }
    }

    private static final class KeysTwice extends ModelStorage.Keys {
        @Override
        public boolean isSame(RegisteredKey known, RegisteredKey key) {
            return known.equals(key);
        }
    }

    private static final class KeysWithdrawnTogether extends ModelStorage.Keys {
        @Override
        public synchronized void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
            keysOf(owner).forEach(key -> super.withdraw(owner, key.publicKey().fingerprint()));
        }
    }

    private static final class KeysWithdrawnEverywhere extends ModelStorage.Keys {
        @Override
        public synchronized void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
            owners().forEach(other -> super.withdraw(other, fingerprint));
        }
    }

    private static final class TheLastWord extends ModelStorage.Keys {
        @Override
        public synchronized Optional<RegisteredKey> vouch(
                DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
            return change(
                    owner,
                    fingerprint,
                    key -> new RegisteredKey(
                            owner, key.publicKey(), key.registered(), Optional.of(word), key.revoked()));
        }
    }

    private static final class ManyFirstKeys extends ModelStorage.Keys {
        @Override
        public synchronized void registerInitial(RegisteredKey key, Endorsement word) {
            register(key);
            vouch(key.owner(), key.publicKey().fingerprint(), word);
        }
    }

    private static final class AFirstKeyForEver extends ModelStorage.Keys {
        private final Set<DataOwnerId> owners = new HashSet<>();

        @Override
        public synchronized void registerInitial(RegisteredKey key, Endorsement word) {
            if (owners.add(key.owner())) {
                super.registerInitial(key, word);
            } else {
                register(key);
            }
        }
    }

    private static final class FirstKeysByCheckThenWrite extends ModelStorage.Keys {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public void registerInitial(RegisteredKey key, Endorsement word) {
            register(key);
            boolean isFirst = keysOf(key.owner()).stream()
                    .noneMatch(known -> known.vouch().isPresent());
            LockSupport.parkNanos(A_MOMENT_NANOS);
            if (isFirst) {
                vouch(key.owner(), key.publicKey().fingerprint(), word);
            }
        }
    }

    private static final class WordsForAll extends ModelStorage.Keys {
        @Override
        public synchronized Optional<RegisteredKey> vouch(
                DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
            keysOf(owner).forEach(key -> super.vouch(owner, key.publicKey().fingerprint(), word));
            return super.vouch(owner, fingerprint, word);
        }
    }

    private static final class RevokedKeysForgotten extends ModelStorage.Keys {
        @Override
        public synchronized Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
            Optional<RegisteredKey> revoked = super.revoke(owner, fingerprint, moment);
            withdraw(owner, fingerprint);
            return revoked;
        }
    }

    private static final class LooseFingerprints extends ModelStorage.Keys {
        @Override
        public synchronized List<RegisteredKey> find(String fingerprint) {
            return owners().stream()
                    .flatMap(owner -> keysOf(owner).stream())
                    .filter(key -> key.publicKey().fingerprint().sha256().contains(fingerprint)
                            || key.publicKey().fingerprint().v1().contains(fingerprint))
                    .toList();
        }
    }
}
