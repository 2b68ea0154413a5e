package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.keys.PrivateKeyLoading;
import io.keyholder.ports.keys.PrivateKeyStore;
import io.keyholder.testkit.contract.crypto.PrivateKeyStoreContractTest.PlainStore;
import java.util.List;
import java.util.function.Supplier;

/** Stores of private keys that break one clause each. */
final class KeyStoreFaults {
    private KeyStoreFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("KeepsTheOldPassphrase", KeepsTheOldPassphrase::new, "changesThePassphrase"),
                of("ClosesThePair", ClosesThePair::new, "leavesPairAndPassphraseOpen"),
                of(
                        "CallsNewUsersMissing",
                        CallsNewUsersMissing::new,
                        "loadsWhatItSaved",
                        "keepsUsersApartWhateverTheirIds"),
                of("RemovesNothing", RemovesNothing::new, "removesWhatItIsToldTo"),
                of("CallsMissingKeysWrong", CallsMissingKeysWrong::new, "saysThatNothingIsThere"));
    }

    private static CryptoFault of(String name, Supplier<PrivateKeyStore> stores, String... clauses) {
        return CryptoFault.of(name, PrivateKeyStoreContract.class, stores, clauses);
    }

    private static final class KeepsTheOldPassphrase extends PlainStore {
        @Override
        public Saving changePassphrase(UserId user, Password passphrase, Password newPassphrase) {
            check(newPassphrase);
            return super.changePassphrase(user, passphrase, passphrase);
        }
    }

    private static final class ClosesThePair extends PlainStore {
        @Override
        public Saving save(UserId user, EncryptionKeyPair pair, Password passphrase) {
            Saving saving = super.save(user, pair, passphrase);
            pair.close();
            return saving;
        }
    }

    private static final class CallsNewUsersMissing extends PlainStore {
        @Override
        public Saving save(UserId user, EncryptionKeyPair pair, Password passphrase) {
            boolean isNew = load(user, passphrase) instanceof PrivateKeyLoading.Missing;
            Saving saving = super.save(user, pair, passphrase);
            return isNew ? Saving.MISSING : saving;
        }
    }

    private static final class RemovesNothing extends PlainStore {
        @Override
        public boolean remove(UserId user) {
            Password any = Password.of("any");
            return changePassphrase(user, any, any) != Saving.MISSING;
        }
    }

    private static final class CallsMissingKeysWrong extends PlainStore {
        @Override
        public Saving changePassphrase(UserId user, Password passphrase, Password newPassphrase) {
            Saving saving = super.changePassphrase(user, passphrase, newPassphrase);
            return saving == Saving.MISSING ? Saving.WRONG_PASSPHRASE : saving;
        }
    }
}
