package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.keys.PrivateKeyLoading;
import io.keyholder.ports.keys.PrivateKeyStore;
import io.keyholder.testkit.ContractRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the contract of private key stores passes for a plain store, and fails for each of its broken relatives. */
class PrivateKeyStoreContractTest {
    @Test
    void passesForAPlainStore() {
        assertThat(ContractRun.of(OfPlain.class).failures()).isEmpty();
    }

    @Test
    void findsAPassphraseThatIsNotAsked() {
        assertThat(ContractRun.of(OfAnyPassphrase.class).failures())
                .contains("opensByTheRightPassphraseOnly", "changesNothingByAWrongPassphrase");
    }

    @Test
    void findsAnEarlierKeyThatIsLost() {
        assertThat(ContractRun.of(OfOneKey.class).failures()).contains("keepsEarlierKeysBesideNewOnes");
    }

    @Test
    void findsUsersThatAreMixedUp() {
        assertThat(ContractRun.of(OfFoldedIds.class).failures()).containsExactly("keepsUsersApartWhateverTheirIds");
    }

    @Test
    void findsAnEmptyPassphraseThatIsTaken() {
        assertThat(ContractRun.of(OfNoPassphrase.class).failures()).containsExactly("refusesAnEmptyPassphrase");
    }

    static final class OfPlain implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return new PlainStore();
        }
    }

    static final class OfAnyPassphrase implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return new PlainStore() {
                @Override
                boolean fits(Entry entry, Password passphrase) {
                    return true;
                }
            };
        }
    }

    static final class OfOneKey implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return new PlainStore() {
                @Override
                void add(Entry entry, EncryptionKeyPair pair) {
                    entry.pairs.clear();
                    entry.pairs.add(copy(pair));
                }
            };
        }
    }

    static final class OfFoldedIds implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return new PlainStore() {
                @Override
                String nameOf(UserId user) {
                    return user.value().toLowerCase(Locale.ROOT);
                }
            };
        }
    }

    static final class OfNoPassphrase implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return new PlainStore() {
                @Override
                void check(Password passphrase) {}
            };
        }
    }

    static final class Entry {
        private byte[] passphrase;
        private final List<EncryptionKeyPair> pairs = new ArrayList<>();

        Entry(byte[] passphrase) {
            this.passphrase = passphrase;
        }
    }

    /** Hides nothing, and keeps the other promises. */
    static class PlainStore implements PrivateKeyStore {
        private final Map<String, Entry> entryByName = new HashMap<>();

        String nameOf(UserId user) {
            return user.value();
        }

        boolean fits(Entry entry, Password passphrase) {
            return java.util.Arrays.equals(entry.passphrase, passphrase.utf8());
        }

        void check(Password passphrase) {
            if (passphrase.isEmpty()) {
                throw new InvalidValueException("passphrase", "is empty");
            }
        }

        void add(Entry entry, EncryptionKeyPair pair) {
            if (!entry.pairs.contains(pair)) {
                entry.pairs.add(copy(pair));
            }
        }

        static EncryptionKeyPair copy(EncryptionKeyPair pair) {
            return new EncryptionKeyPair(
                    pair.publicKey(),
                    EncryptionPrivateKey.ofPkcs8(pair.privateKey().pkcs8()));
        }

        @Override
        public Saving save(UserId user, EncryptionKeyPair pair, Password passphrase) {
            check(passphrase);
            Entry entry = entryByName.computeIfAbsent(nameOf(user), name -> new Entry(passphrase.utf8()));
            if (!fits(entry, passphrase)) {
                return Saving.WRONG_PASSPHRASE;
            }
            add(entry, pair);
            return Saving.SAVED;
        }

        @Override
        public PrivateKeyLoading load(UserId user, Password passphrase) {
            Entry entry = entryByName.get(nameOf(user));
            if (entry == null) {
                return new PrivateKeyLoading.Missing();
            }
            return fits(entry, passphrase)
                    ? new PrivateKeyLoading.Loaded(
                            entry.pairs.stream().map(PlainStore::copy).toList())
                    : new PrivateKeyLoading.WrongPassphrase();
        }

        @Override
        public Saving changePassphrase(UserId user, Password passphrase, Password newPassphrase) {
            check(newPassphrase);
            Entry entry = entryByName.get(nameOf(user));
            if (entry == null) {
                return Saving.MISSING;
            }
            if (!fits(entry, passphrase)) {
                return Saving.WRONG_PASSPHRASE;
            }
            entry.passphrase = newPassphrase.utf8();
            return Saving.SAVED;
        }

        @Override
        public boolean remove(UserId user) {
            return entryByName.remove(nameOf(user)) != null;
        }
    }
}
