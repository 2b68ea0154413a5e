package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyLoading;
import io.keyholder.ports.keys.PrivateKeyStore;
import io.keyholder.ports.keys.PrivateKeyStore.Saving;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link PrivateKeyStore} promises. */
@EndsInTime
@Promise(of = PrivateKeyStore.class, value = "All pairs of the user, the first saved first.")
public interface PrivateKeyStoreContract {
    /** Whose keys are stored. */
    UserId ANNA = new UserId("anna");

    /** What they are sealed by. */
    Password PASSPHRASE = Password.of("lamp ferry walnut");

    /** An empty store. */
    PrivateKeyStore newStore();

    @Test
    default void loadsWhatItSaved() {
        PrivateKeyStore store = newStore();
        assertThat(store.save(ANNA, TestKeyPairs.mary(), PASSPHRASE)).isEqualTo(Saving.SAVED);
        assertThat(store.load(ANNA, PASSPHRASE)).isEqualTo(loaded(TestKeyPairs.mary()));
    }

    /** Who rotates keys needs the old ones to read old data. */
    @Test
    @Promise(of = PrivateKeyStore.class, value = "A user may have several keys, since old ones open old data.")
    default void keepsEarlierKeysBesideNewOnes() {
        PrivateKeyStore store = newStore();
        store.save(ANNA, TestKeyPairs.mary(KeyPadding.OAEP_SHA1), PASSPHRASE);
        store.save(ANNA, TestKeyPairs.john(), PASSPHRASE);
        store.save(ANNA, TestKeyPairs.mary(KeyPadding.OAEP_SHA1), PASSPHRASE);
        assertThat(store.load(ANNA, PASSPHRASE))
                .isEqualTo(loaded(TestKeyPairs.mary(KeyPadding.OAEP_SHA1), TestKeyPairs.john()));
    }

    @Test
    @Promise(
            of = PrivateKeyStore.class,
            value = "The private keys of users on their own device, sealed by a passphrase")
    default void opensByTheRightPassphraseOnly() {
        PrivateKeyStore store = newStore();
        store.save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
        for (String other : List.of("", "Lamp ferry walnut", "lamp ferry walnut ", "\u0000")) {
            assertThat(store.load(ANNA, Password.of(other))).isEqualTo(new PrivateKeyLoading.WrongPassphrase());
        }
    }

    @Test
    @Promise(of = PrivateKeyStore.class, value = "In every case but SAVED nothing was changed.")
    default void changesNothingByAWrongPassphrase() {
        PrivateKeyStore store = newStore();
        store.save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
        Password wrong = Password.of("wrong");
        assertThat(store.save(ANNA, TestKeyPairs.john(), wrong)).isEqualTo(Saving.WRONG_PASSPHRASE);
        assertThat(store.changePassphrase(ANNA, wrong, wrong)).isEqualTo(Saving.WRONG_PASSPHRASE);
        assertThat(store.load(ANNA, PASSPHRASE)).isEqualTo(loaded(TestKeyPairs.mary()));
    }

    @Test
    @Promise(of = PrivateKeyStore.class, value = "Seals the keys of the user by another passphrase.")
    default void changesThePassphrase() {
        PrivateKeyStore store = newStore();
        store.save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
        Password next = Password.of("n\u00e4chste");
        assertThat(store.changePassphrase(ANNA, PASSPHRASE, next)).isEqualTo(Saving.SAVED);
        assertThat(store.load(ANNA, next)).isEqualTo(loaded(TestKeyPairs.mary()));
        assertThat(store.load(ANNA, PASSPHRASE)).isEqualTo(new PrivateKeyLoading.WrongPassphrase());
    }

    @Test
    @Promise(of = PrivateKeyStore.class, value = "There is nothing that could be changed.")
    default void saysThatNothingIsThere() {
        PrivateKeyStore store = newStore();
        assertThat(store.load(ANNA, PASSPHRASE)).isEqualTo(new PrivateKeyLoading.Missing());
        assertThat(store.changePassphrase(ANNA, PASSPHRASE, PASSPHRASE)).isEqualTo(Saving.MISSING);
        assertThat(store.remove(ANNA)).isFalse();
    }

    @Test
    @Promise(of = PrivateKeyStore.class, value = "whether there was anything, damaged or not")
    default void removesWhatItIsToldTo() {
        PrivateKeyStore store = newStore();
        store.save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
        assertThat(store.remove(ANNA)).isTrue();
        assertThat(store.load(ANNA, PASSPHRASE)).isEqualTo(new PrivateKeyLoading.Missing());
    }

    /** Ids that a file system might take for the same, for a path, for a device or for too long a name. */
    @Test
    @Promise(of = PrivateKeyStore.class, value = "MUST keep users apart whatever their ids look like")
    default void keepsUsersApartWhateverTheirIds() {
        PrivateKeyStore store = newStore();
        List<UserId> users = List.of(
                ANNA,
                new UserId("Anna"),
                new UserId("anna."),
                new UserId("...."),
                new UserId("CON"),
                new UserId("anna:stream"),
                new UserId("\u00e9"),
                new UserId("e\u0301"),
                new UserId("*\"<>|~"),
                new UserId("\ud83d\udd11".repeat(256)));
        for (int index = 0; index < users.size(); index++) {
            EncryptionKeyPair pair = index % 2 == 0 ? TestKeyPairs.mary() : TestKeyPairs.john();
            assertThat(store.save(users.get(index), pair, PASSPHRASE)).isEqualTo(Saving.SAVED);
        }
        for (int index = 0; index < users.size(); index++) {
            EncryptionKeyPair pair = index % 2 == 0 ? TestKeyPairs.mary() : TestKeyPairs.john();
            assertThat(store.load(users.get(index), PASSPHRASE))
                    .as("user %s", index)
                    .isEqualTo(loaded(pair));
        }
    }

    @Test
    @Promise(of = PrivateKeyStore.class, value = "when the passphrase is empty")
    default void refusesAnEmptyPassphrase() {
        PrivateKeyStore store = newStore();
        Password none = Password.of("");
        assertThatThrownBy(() -> store.save(ANNA, TestKeyPairs.mary(), none)).isInstanceOf(InvalidValueException.class);
        store.save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
        assertThatThrownBy(() -> store.changePassphrase(ANNA, PASSPHRASE, none))
                .isInstanceOf(InvalidValueException.class);
        assertThat(store.load(ANNA, PASSPHRASE)).isEqualTo(loaded(TestKeyPairs.mary()));
    }

    @Test
    @Promise(of = PrivateKeyStore.class, value = "stays open")
    default void leavesPairAndPassphraseOpen() {
        PrivateKeyStore store = newStore();
        try (EncryptionKeyPair pair = TestKeyPairs.mary();
                Password passphrase = Password.of("x")) {
            store.save(ANNA, pair, passphrase);
            store.save(ANNA, TestKeyPairs.john(), passphrase);
            assertThat(pair.privateKey().pkcs8()).isNotEmpty();
            assertThat(passphrase.utf8()).isNotEmpty();
            assertThat(store.load(ANNA, passphrase)).isEqualTo(loaded(pair, TestKeyPairs.john()));
        }
    }

    private static PrivateKeyLoading loaded(EncryptionKeyPair... pairs) {
        return new PrivateKeyLoading.Loaded(List.of(pairs));
    }
}
