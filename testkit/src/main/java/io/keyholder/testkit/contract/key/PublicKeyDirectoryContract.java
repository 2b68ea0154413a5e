package io.keyholder.testkit.contract.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.testkit.arbitraries.KeyArbitraries;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.internal.Samples;
import io.keyholder.testkit.internal.TestUsers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What {@link PublicKeyDirectory} promises. */
@Promise(
        of = PublicKeyDirectory.class,
        value = "The owner's keys, first registered first, then by SHA-256 fingerprint; empty "
                + "when there are none.")
public interface PublicKeyDirectoryContract extends StoreContract {
    @Test
    default void hasNoKeysOfAnUnknownOwner(PublicKeyDirectory keys) {
        assertThat(keys.keysOf(new DataOwnerId("nobody"))).isEmpty();
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "Adds a key to its owner.")
    default void givesBackAnyKeyAsItWasRegistered(PublicKeyDirectory keys) {
        for (RegisteredKey key : Samples.of(KeyArbitraries.registeredKeys(), 100)) {
            keys.register(key);
            assertThat(keys.keysOf(key.owner())).contains(key);
        }
    }

    @Test
    default void keepsOwnersApart(PublicKeyDirectory keys) {
        RegisteredKey key = keyOf("Owner", 1, TestUsers.NOW);
        RegisteredKey sameKeyElsewhere =
                new RegisteredKey(new DataOwnerId("owner"), key.publicKey(), TestUsers.NOW.plusSeconds(1));
        keys.register(key);
        keys.register(sameKeyElsewhere);
        assertThat(keys.keysOf(key.owner())).containsExactly(key);
        assertThat(keys.keysOf(sameKeyElsewhere.owner())).containsExactly(sameKeyElsewhere);
        keys.withdraw(key.owner(), key.publicKey().fingerprint());
        assertThat(keys.keysOf(key.owner())).isEmpty();
        assertThat(keys.keysOf(sameKeyElsewhere.owner())).containsExactly(sameKeyElsewhere);
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "Adds a key to its owner.")
    default void takesHostileOwnersForWhatTheyAre(PublicKeyDirectory keys) {
        List<String> owners =
                List.of("'; DROP TABLE keys; --", "%", "_", "\u0000", " ", "a ", "a", "\ud83d\udd11", "x".repeat(512));
        owners.forEach(owner -> keys.register(keyOf(owner, 1, TestUsers.NOW)));
        assertThat(owners)
                .allSatisfy(owner -> assertThat(keys.keysOf(new DataOwnerId(owner)))
                        .containsExactly(keyOf(owner, 1, TestUsers.NOW)));
    }

    @Test
    default void listsTheFirstRegisteredFirst(PublicKeyDirectory keys) {
        RegisteredKey ancient = keyOf("owner", 1, Instant.MIN);
        RegisteredKey early = keyOf("owner", 2, Instant.EPOCH.minusNanos(1));
        RegisteredKey late = keyOf("owner", 3, Instant.EPOCH);
        RegisteredKey last = keyOf("owner", 4, Instant.MAX);
        List.of(late, ancient, last, early).forEach(keys::register);
        assertThat(keys.keysOf(late.owner())).containsExactly(ancient, early, late, last);
    }

    @Test
    default void listsKeysOfOneMomentByTheirFingerprint(PublicKeyDirectory keys) {
        List<RegisteredKey> registered = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            registered.add(keyOf("owner", number, TestUsers.NOW));
        }
        registered.forEach(keys::register);
        registered.sort(
                Comparator.comparing(key -> key.publicKey().fingerprint().sha256()));
        assertThat(keys.keysOf(new DataOwnerId("owner"))).isEqualTo(registered);
    }

    @Test
    @Promise(
            of = PublicKeyDirectory.class,
            value = "Registering the same key, told by its SHA-256 fingerprint, for the same owner "
                    + "again MUST change nothing, not even its padding: a key never serves two.")
    default void registeringAKeyAgainChangesNothing(PublicKeyDirectory keys) {
        RegisteredKey first = keyOf("owner", 1, TestUsers.NOW);
        keys.register(first);
        keys.register(first);
        keys.register(new RegisteredKey(first.owner(), first.publicKey(), TestUsers.NOW.plusSeconds(1)));
        keys.register(new RegisteredKey(first.owner(), first.publicKey(), TestUsers.NOW.minusSeconds(1)));
        assertThat(keys.keysOf(first.owner())).containsExactly(first);
    }

    /** A key is never used with two paddings (FORMATS section 9), so its fingerprint shows which key it is. */
    @Test
    @Promise(
            of = PublicKeyDirectory.class,
            value = "Registering the same key, told by its SHA-256 fingerprint, for the same owner "
                    + "again MUST change nothing, not even its padding: a key never serves two.")
    default void registeringAKeyAgainWithAnotherPaddingChangesNothing(PublicKeyDirectory keys) {
        RegisteredKey first = keyOf("owner", 1, TestUsers.NOW);
        keys.register(first);
        EncryptionPublicKey otherPadding =
                EncryptionPublicKey.ofSpki(first.publicKey().spki(), KeyPadding.OAEP_SHA1);
        keys.register(new RegisteredKey(first.owner(), otherPadding, TestUsers.NOW.plusSeconds(1)));
        assertThat(keys.keysOf(first.owner())).containsExactly(first);
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "Takes a key away again")
    default void withdrawsOneKeyAndNoOther(PublicKeyDirectory keys) {
        RegisteredKey kept = keyOf("owner", 1, TestUsers.NOW);
        RegisteredKey withdrawn = keyOf("owner", 2, TestUsers.NOW.plusSeconds(1));
        keys.register(kept);
        keys.register(withdrawn);
        keys.withdraw(kept.owner(), withdrawn.publicKey().fingerprint());
        assertThat(keys.keysOf(kept.owner())).containsExactly(kept);
        keys.register(withdrawn);
        assertThat(keys.keysOf(kept.owner())).containsExactly(kept, withdrawn);
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "Absent is success.")
    default void withdrawsWhatIsNotThere(PublicKeyDirectory keys) {
        RegisteredKey key = keyOf("owner", 1, TestUsers.NOW);
        keys.withdraw(key.owner(), key.publicKey().fingerprint());
        keys.register(key);
        keys.withdraw(new DataOwnerId("other"), key.publicKey().fingerprint());
        assertThat(keys.keysOf(key.owner())).containsExactly(key);
        keys.withdraw(key.owner(), key.publicKey().fingerprint());
        keys.withdraw(key.owner(), key.publicKey().fingerprint());
        assertThat(keys.keysOf(key.owner())).isEmpty();
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "The first word MUST stay.")
    default void recordsTheFirstWordForOneKeyAndNoOther(PublicKeyDirectory keys) {
        RegisteredKey vouched = keyOf("owner", 1, TestUsers.NOW);
        RegisteredKey other = keyOf("owner", 2, TestUsers.NOW.plusSeconds(1));
        RegisteredKey elsewhere = keyOf("other", 1, TestUsers.NOW);
        List.of(vouched, other, elsewhere).forEach(keys::register);
        Endorsement first = new Endorsement("dr. \ud83d\udd11", Instant.EPOCH.minusNanos(1));
        RegisteredKey expected = vouched.vouchedFor(first);
        assertThat(keys.vouch(vouched.owner(), vouched.publicKey().fingerprint(), first))
                .contains(expected);
        assertThat(keys.vouch(
                        vouched.owner(), vouched.publicKey().fingerprint(), new Endorsement("somebody", TestUsers.NOW)))
                .contains(expected);
        keys.register(vouched);
        assertThat(keys.keysOf(vouched.owner())).containsExactly(expected, other);
        assertThat(keys.keysOf(elsewhere.owner())).containsExactly(elsewhere);
    }

    @Test
    @Promise(
            of = PublicKeyDirectory.class,
            value = "Adds a key as register does, and records a word for it unless the owner has a "
                    + "key with one, revoked or not.")
    default void vouchesForTheFirstKeyAndNoLaterOne(PublicKeyDirectory keys) {
        RegisteredKey first = keyOf("owner", 1, TestUsers.NOW);
        RegisteredKey second = keyOf("owner", 2, TestUsers.NOW.plusSeconds(1));
        Endorsement word = new Endorsement("keyholder", TestUsers.NOW);
        keys.register(first);
        keys.registerInitial(first, word);
        keys.registerInitial(first, new Endorsement("somebody", TestUsers.NOW));
        keys.registerInitial(second, word);
        assertThat(keys.keysOf(first.owner())).containsExactly(first.vouchedFor(word), second);
        keys.revoke(first.owner(), first.publicKey().fingerprint(), TestUsers.NOW);
        keys.registerInitial(second, word);
        assertThat(keys.keysOf(first.owner()).get(1)).isEqualTo(second);
        RegisteredKey elsewhere = keyOf("other", 1, TestUsers.NOW);
        keys.registerInitial(elsewhere, word);
        assertThat(keys.keysOf(elsewhere.owner())).containsExactly(elsewhere.vouchedFor(word));
    }

    @Test
    @Promise(
            of = PublicKeyDirectory.class,
            value = "Adds a key as register does, and records a word for it unless the owner has a "
                    + "key with one, revoked or not.")
    default void aKeyThatSomebodyVouchedForLeavesNoRoomForAFirstOne(PublicKeyDirectory keys) {
        RegisteredKey known = keyOf("owner", 1, TestUsers.NOW).vouchedFor(new Endorsement("x", TestUsers.NOW));
        RegisteredKey late = keyOf("owner", 2, TestUsers.NOW.plusSeconds(1));
        keys.register(known);
        keys.registerInitial(late, new Endorsement("keyholder", TestUsers.NOW));
        assertThat(keys.keysOf(known.owner())).containsExactly(known, late);
    }

    @Test
    @Promise(
            of = PublicKeyDirectory.class,
            value = "Adds a key as register does, and records a word for it unless the owner has a "
                    + "key with one, revoked or not.")
    default void aWithdrawnFirstKeyMakesRoomForAnother(PublicKeyDirectory keys) {
        Endorsement word = new Endorsement("keyholder", TestUsers.NOW);
        RegisteredKey withdrawn = keyOf("owner", 1, TestUsers.NOW);
        RegisteredKey other = keyOf("owner", 2, TestUsers.NOW);
        keys.registerInitial(withdrawn, word);
        keys.withdraw(withdrawn.owner(), withdrawn.publicKey().fingerprint());
        keys.registerInitial(other, word);
        keys.registerInitial(withdrawn, word);
        assertThat(keys.keysOf(other.owner())).containsExactlyInAnyOrder(other.vouchedFor(word), withdrawn);
    }

    /** Two clients that are the first at the same moment: one of them may be an attacker's (SECURITY-CASES 26). */
    @Test
    @Promise(of = PublicKeyDirectory.class, value = "Of several that are added at once at most one MUST get its word.")
    default void ofRacingFirstKeysVouchesForOne(StoreUnderTest store) {
        int runners = 6;
        for (int round = 0; round < 10; round++) {
            String owner = "owner-" + round;
            Race.between(runners, runner -> {
                (runner % 2 == 0 ? store.first() : store.second())
                        .publicKeys()
                        .registerInitial(
                                keyOf(owner, runner, TestUsers.NOW), new Endorsement("keyholder", TestUsers.NOW));
                return runner;
            });
            List<RegisteredKey> registered = store.publicKeys().keysOf(new DataOwnerId(owner));
            assertThat(registered).hasSize(runners);
            assertThat(registered.stream().filter(RegisteredKey::isTrusted)).hasSize(1);
        }
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "The first revocation MUST stay.")
    default void revokesOneKeyOnceAndKeepsItsHistory(PublicKeyDirectory keys) {
        RegisteredKey revoked = keyOf("owner", 1, TestUsers.NOW).vouchedFor(new Endorsement("x", TestUsers.NOW));
        RegisteredKey other = keyOf("owner", 2, TestUsers.NOW.plusSeconds(1));
        List.of(revoked, other).forEach(keys::register);
        RegisteredKey expected = revoked.revokedAt(Instant.EPOCH.minusNanos(1));
        assertThat(keys.revoke(revoked.owner(), revoked.publicKey().fingerprint(), Instant.EPOCH.minusNanos(1)))
                .contains(expected);
        assertThat(keys.revoke(revoked.owner(), revoked.publicKey().fingerprint(), Instant.MAX))
                .contains(expected);
        keys.register(keyOf("owner", 1, TestUsers.NOW));
        assertThat(keys.keysOf(revoked.owner())).containsExactly(expected, other);
    }

    @Test
    @Promise(
            of = PublicKeyDirectory.class,
            value = "the key as it is afterwards; absent when the owner has none of this fingerprint")
    default void vouchesForAndRevokesNothingThatIsNotThere(PublicKeyDirectory keys) {
        RegisteredKey key = keyOf("owner", 1, TestUsers.NOW);
        keys.register(keyOf("owner", 2, TestUsers.NOW));
        assertThat(keys.vouch(key.owner(), key.publicKey().fingerprint(), new Endorsement("x", TestUsers.NOW)))
                .isEmpty();
        assertThat(keys.revoke(key.owner(), key.publicKey().fingerprint(), TestUsers.NOW))
                .isEmpty();
        assertThat(keys.keysOf(key.owner())).hasSize(1);
    }

    @Test
    @Promise(
            of = PublicKeyDirectory.class,
            value = "The keys that Fingerprint.matches this text, of all owners, in no particular " + "order.")
    default void findsKeysByEveryFormOfTheirFingerprint(PublicKeyDirectory keys) {
        RegisteredKey key = keyOf("owner", 0x7f, TestUsers.NOW);
        RegisteredKey elsewhere = keyOf("other", 0x7f, TestUsers.NOW);
        List.of(key, elsewhere, keyOf("owner", 0x80, TestUsers.NOW)).forEach(keys::register);
        String v1 = key.publicKey().fingerprint().v1();
        String sha256 = key.publicKey().fingerprint().sha256();
        assertThat(keys.find(v1)).containsExactlyInAnyOrder(key, elsewhere);
        assertThat(keys.find(sha256)).containsExactlyInAnyOrder(key, elsewhere);
        assertThat(keys.find(sha256.toUpperCase(Locale.ROOT))).containsExactlyInAnyOrder(key, elsewhere);
        assertThat(keys.find(key.publicKey().fingerprint().v2())).hasSize(3);
        for (String none : List.of("", "0", "x".repeat(32), "f".repeat(22), "f".repeat(32), "f".repeat(64), "%")) {
            assertThat(keys.find(none)).isEmpty();
        }
    }

    @Test
    default void doesNotFollowTheListOfKeysItGave(PublicKeyDirectory keys) {
        RegisteredKey key = keyOf("owner", 1, TestUsers.NOW);
        keys.register(key);
        List<RegisteredKey> given = keys.keysOf(key.owner());
        keys.register(keyOf("owner", 2, TestUsers.NOW));
        assertThat(given).containsExactly(key);
        assertThat(keys.keysOf(key.owner())).hasSize(2);
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "Implementations MUST be thread-safe")
    default void losesNoKeyOfRacingRegistrations(StoreUnderTest store) {
        int runners = 8;
        for (int round = 0; round < 10; round++) {
            String owner = "owner-" + round;
            RegisteredKey shared = keyOf(owner, 100, TestUsers.NOW);
            Race.between(runners, runner -> {
                PublicKeyDirectory keys = (runner % 2 == 0 ? store.first() : store.second()).publicKeys();
                keys.register(shared);
                keys.register(keyOf(owner, runner, TestUsers.NOW));
                return runner;
            });
            assertThat(new HashSet<>(store.publicKeys().keysOf(shared.owner()))).hasSize(runners + 1);
            assertThat(store.publicKeys().keysOf(shared.owner())).hasSize(runners + 1);
        }
    }

    @Test
    @Promise(of = PublicKeyDirectory.class, value = "what register answered MUST be durable")
    default void keepsKeysAfterReopening(StoreUnderTest store) {
        RegisteredKey kept = keyOf("owner", 1, Instant.EPOCH.minusNanos(1));
        RegisteredKey withdrawn = keyOf("owner", 2, TestUsers.NOW);
        store.publicKeys().register(kept);
        store.publicKeys().register(withdrawn);
        store.publicKeys().withdraw(withdrawn.owner(), withdrawn.publicKey().fingerprint());
        store.reopen();
        assertThat(store.publicKeys().keysOf(kept.owner())).containsExactly(kept);
    }

    /** A key that is no other's, told by its number. */
    private static RegisteredKey keyOf(String owner, int number, Instant registered) {
        byte[] spki = new byte[64];
        spki[63] = (byte) number;
        return new RegisteredKey(
                new DataOwnerId(owner), EncryptionPublicKey.ofSpki(spki, KeyPadding.OAEP_SHA256), registered);
    }
}
