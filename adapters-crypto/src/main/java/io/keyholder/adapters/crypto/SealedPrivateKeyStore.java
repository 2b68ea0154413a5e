package io.keyholder.adapters.crypto;

import io.keyholder.adapters.crypto.internal.keystore.BundleStore;
import io.keyholder.adapters.crypto.internal.keystore.DirectoryBundleStore;
import io.keyholder.adapters.crypto.internal.keystore.MapBundleStore;
import io.keyholder.adapters.crypto.internal.keystore.PrivateKeyBundle;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.keys.PrivateKeyLoading;
import io.keyholder.ports.keys.PrivateKeyStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Private keys on a client's device, sealed by scrypt and AES-256-GCM: in a folder, a file a user, or in memory.
 * Thread-safe; keeps no passphrase and nothing in clear.
 */
public final class SealedPrivateKeyStore implements PrivateKeyStore {
    private static final int LOG2_COST = 14;

    private final BundleStore shelf;
    private final PrivateKeyBundle vault;

    SealedPrivateKeyStore(BundleStore shelf, int log2Cost) {
        BouncyCastleCrypto crypto = BouncyCastleCrypto.create();
        this.shelf = shelf;
        this.vault = new PrivateKeyBundle(log2Cost, crypto.contentCipher(), crypto.secretGenerator());
    }

    /** In a folder of the user's own, made when first needed. */
    public static SealedPrivateKeyStore inDirectory(Path folder) {
        return new SealedPrivateKeyStore(new DirectoryBundleStore(folder), LOG2_COST);
    }

    /** In memory, sealed all the same; gone with this object. */
    public static SealedPrivateKeyStore inMemory() {
        return new SealedPrivateKeyStore(new MapBundleStore(), LOG2_COST);
    }

    @Override
    public Saving save(UserId user, EncryptionKeyPair pair, Password passphrase) {
        return change(user, passphrase, passphrase, Optional.of(pair));
    }

    @Override
    public Saving changePassphrase(UserId user, Password passphrase, Password newPassphrase) {
        return change(user, passphrase, newPassphrase, Optional.empty());
    }

    @Override
    public PrivateKeyLoading load(UserId user, Password passphrase) {
        return shelf.read(user)
                .map(bytes -> vault.open(user, bytes, passphrase))
                .orElseGet(PrivateKeyLoading.Missing::new);
    }

    @Override
    public boolean remove(UserId user) {
        return shelf.remove(user);
    }

    private Saving change(UserId user, Password passphrase, Password newPassphrase, Optional<EncryptionKeyPair> added) {
        List<Saving> outcome = new ArrayList<>();
        shelf.change(user, stored -> {
            if (stored.isEmpty()) {
                outcome.add(added.isPresent() ? Saving.SAVED : Saving.MISSING);
                return added.map(pair -> vault.seal(user, List.of(pair), newPassphrase));
            }
            PrivateKeyLoading loading = vault.open(user, stored.get(), passphrase);
            outcome.add(savingAfter(loading));
            return loading instanceof PrivateKeyLoading.Loaded loaded
                    ? Optional.of(resealed(loaded.pairs(), added, pairs -> vault.seal(user, pairs, newPassphrase)))
                    : Optional.empty();
        });
        return outcome.get(0);
    }

    private static Saving savingAfter(PrivateKeyLoading loading) {
        if (loading instanceof PrivateKeyLoading.Loaded) {
            return Saving.SAVED;
        }
        return loading instanceof PrivateKeyLoading.WrongPassphrase ? Saving.WRONG_PASSPHRASE : Saving.DAMAGED;
    }

    private static byte[] resealed(
            List<EncryptionKeyPair> loaded,
            Optional<EncryptionKeyPair> added,
            Function<List<EncryptionKeyPair>, byte[]> seal) {
        try {
            List<EncryptionKeyPair> pairs = new ArrayList<>(loaded);
            added.filter(pair ->
                            loaded.stream().noneMatch(there -> there.publicKey().equals(pair.publicKey())))
                    .ifPresent(pairs::add);
            return seal.apply(pairs);
        } finally {
            loaded.forEach(EncryptionKeyPair::close);
        }
    }
}
