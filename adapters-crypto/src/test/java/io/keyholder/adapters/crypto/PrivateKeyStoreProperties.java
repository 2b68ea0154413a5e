package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.keystore.DirectoryBundleStore;
import io.keyholder.adapters.crypto.internal.keystore.MapBundleStore;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.keys.PrivateKeyLoading;
import io.keyholder.ports.keys.PrivateKeyStore;
import io.keyholder.ports.keys.PrivateKeyStore.Saving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is done to a store of private keys, it answers as a map from users to a passphrase and a list of pairs does.
 */
class PrivateKeyStoreProperties {
    private static final int QUICK = 4;
    private static final List<UserId> USERS = List.of(new UserId("anna"), new UserId("Anna"), new UserId("...."));
    private static final List<String> PASSPHRASES = List.of("lamp", "ferry", "lamp ");

    /** What is done. */
    enum Act {
        SAVE,
        LOAD,
        CHANGE_PASSPHRASE,
        REMOVE
    }

    /**
     * One step, which names everything by numbers.
     *
     * @param next the new passphrase, or the pair that is saved
     */
    record Step(Act act, int user, int passphrase, int next) {}

    /** What is kept for a user. */
    private record Kept(String passphrase, List<EncryptionKeyPair> pairs) {}

    @Property(tries = 60)
    void aStoreInMemoryAnswersAsAMap(@ForAll("steps") List<Step> steps) {
        run(new SealedPrivateKeyStore(new MapBundleStore(), QUICK), steps);
    }

    @Property(tries = 40)
    void aStoreInADirectoryAnswersAsAMap(@ForAll("steps") List<Step> steps) throws IOException {
        Path folder = Files.createTempDirectory("keyholder-keys");
        try {
            run(new SealedPrivateKeyStore(new DirectoryBundleStore(folder.resolve("keys")), QUICK), steps);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void run(PrivateKeyStore store, List<Step> steps) {
        Map<UserId, Kept> oracle = new HashMap<>();
        for (Step step : steps) {
            UserId user = USERS.get(step.user());
            String passphrase = PASSPHRASES.get(step.passphrase());
            try (Password typed = Password.of(passphrase)) {
                switch (step.act()) {
                    case SAVE ->
                        assertThat(store.save(user, KeyPool.PAIRS.get(step.next()), typed))
                                .isEqualTo(save(oracle, user, passphrase, KeyPool.PAIRS.get(step.next())));
                    case LOAD -> assertThat(store.load(user, typed)).isEqualTo(load(oracle, user, passphrase));
                    case CHANGE_PASSPHRASE -> {
                        String next = PASSPHRASES.get(step.next());
                        assertThat(store.changePassphrase(user, typed, Password.of(next)))
                                .isEqualTo(change(oracle, user, passphrase, next));
                    }
                    case REMOVE -> assertThat(store.remove(user)).isEqualTo(oracle.remove(user) != null);
                }
            }
        }
    }

    private static Saving save(Map<UserId, Kept> oracle, UserId user, String passphrase, EncryptionKeyPair pair) {
        Kept kept = oracle.getOrDefault(user, new Kept(passphrase, List.of()));
        if (!kept.passphrase().equals(passphrase)) {
            return Saving.WRONG_PASSPHRASE;
        }
        List<EncryptionKeyPair> pairs = new ArrayList<>(kept.pairs());
        if (!pairs.contains(pair)) {
            pairs.add(pair);
        }
        oracle.put(user, new Kept(passphrase, pairs));
        return Saving.SAVED;
    }

    private static PrivateKeyLoading load(Map<UserId, Kept> oracle, UserId user, String passphrase) {
        Kept kept = oracle.get(user);
        if (kept == null) {
            return new PrivateKeyLoading.Missing();
        }
        return kept.passphrase().equals(passphrase)
                ? new PrivateKeyLoading.Loaded(kept.pairs())
                : new PrivateKeyLoading.WrongPassphrase();
    }

    private static Saving change(Map<UserId, Kept> oracle, UserId user, String passphrase, String next) {
        Kept kept = oracle.get(user);
        if (kept == null) {
            return Saving.MISSING;
        }
        if (!kept.passphrase().equals(passphrase)) {
            return Saving.WRONG_PASSPHRASE;
        }
        oracle.put(user, new Kept(next, kept.pairs()));
        return Saving.SAVED;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Act.SAVE, Act.SAVE, Act.LOAD, Act.LOAD, Act.CHANGE_PASSPHRASE, Act.REMOVE),
                        Arbitraries.integers().between(0, USERS.size() - 1),
                        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1), Tuple.of(1, 2)),
                        Arbitraries.integers().between(0, PASSPHRASES.size() - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(20);
    }
}
