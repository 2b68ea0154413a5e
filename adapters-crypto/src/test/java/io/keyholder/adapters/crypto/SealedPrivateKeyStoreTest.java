package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.internal.keystore.DirectoryBundleStore;
import io.keyholder.adapters.crypto.internal.keystore.MapBundleStore;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.keys.KeyFileException;
import io.keyholder.ports.keys.PrivateKeyLoading;
import io.keyholder.ports.keys.PrivateKeyStore;
import io.keyholder.ports.keys.PrivateKeyStore.Saving;
import io.keyholder.testkit.contract.crypto.PrivateKeyStoreContract;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedPrivateKeyStoreTest {
    private static final int QUICK = 4;

    @Nested
    class InMemory implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return new SealedPrivateKeyStore(new MapBundleStore(), QUICK);
        }
    }

    @Test
    void opensByEitherFormOfThePassphrase() {
        UserId anna = new UserId("anna");
        for (String set : List.of("grüße", "gru\u0308ße")) {
            PrivateKeyStore store = new SealedPrivateKeyStore(new MapBundleStore(), QUICK);
            store.save(anna, TestKeyPairs.mary(), Password.of(set));
            for (String typed : List.of("grüße", "gru\u0308ße")) {
                assertThat(store.load(anna, Password.of(typed))).isInstanceOf(PrivateKeyLoading.Loaded.class);
            }
            assertThat(store.load(anna, Password.of("grusse"))).isInstanceOf(PrivateKeyLoading.WrongPassphrase.class);
        }
    }

    @Nested
    class InADirectory implements PrivateKeyStoreContract {
        @TempDir
        private Path folder;

        @Override
        public PrivateKeyStore newStore() {
            return new SealedPrivateKeyStore(new DirectoryBundleStore(folder.resolve("keys")), QUICK);
        }

        private Path file() {
            return new DirectoryBundleStore(folder.resolve("keys")).fileOf(ANNA);
        }

        @Test
        void isThereForTheNextProcess() {
            newStore().save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
            assertThat(newStore().load(ANNA, PASSPHRASE))
                    .isEqualTo(new PrivateKeyLoading.Loaded(List.of(TestKeyPairs.mary())));
        }

        @Test
        void hasAFileOfItsOwnerOnlyWithNothingInClear() throws IOException {
            newStore().save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
            try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
                assertThat(files.map(Path::getFileName).map(Path::toString))
                        .containsExactlyInAnyOrder("lock", file().getFileName().toString());
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
                    .isEqualTo("rwx------");
            String content = Files.readString(file(), StandardCharsets.ISO_8859_1);
            String key = new String(TestKeyPairs.mary().privateKey().pkcs8(), StandardCharsets.ISO_8859_1);
            assertThat(content).doesNotContain(key.substring(40, 56), "anna");
        }

        /** Damage is not taken for a wrong passphrase, and is left for somebody to look at. */
        @Test
        void noticesDamageAnywhere() throws IOException {
            newStore().save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
            byte[] whole = Files.readAllBytes(file());
            for (int position = 0; position < whole.length; position += 97) {
                byte[] changed = whole.clone();
                changed[position] ^= 1;
                for (byte[] damaged : List.of(changed, Arrays.copyOf(whole, position))) {
                    Files.write(file(), damaged);
                    assertThat(newStore().load(ANNA, PASSPHRASE)).isInstanceOf(PrivateKeyLoading.Damaged.class);
                }
            }
            assertThat(newStore().save(ANNA, TestKeyPairs.john(), PASSPHRASE)).isEqualTo(Saving.DAMAGED);
            assertThat(newStore().changePassphrase(ANNA, PASSPHRASE, PASSPHRASE))
                    .isEqualTo(Saving.DAMAGED);
            Files.write(file(), whole);
            assertThat(newStore().load(ANNA, PASSPHRASE))
                    .isEqualTo(new PrivateKeyLoading.Loaded(List.of(TestKeyPairs.mary())));
        }

        /** A forged file could otherwise keep the device of its owner at work for hours, or fill its memory. */
        @Test
        void doesNoMoreWorkThanIsMeantForAFile() throws IOException, GeneralSecurityException {
            newStore().save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
            byte[] forged = Files.readAllBytes(file());
            int size = forged.length - 8;
            forged[4] = 18;
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(forged, 0, size);
            System.arraycopy(sha256.digest(), 0, forged, size, 8);
            Files.write(file(), forged);
            PrivateKeyLoading loading = newStore().load(ANNA, PASSPHRASE);
            assertThat(loading).isInstanceOf(PrivateKeyLoading.Damaged.class);
            assertThat(((PrivateKeyLoading.Damaged) loading).problem()).contains("more work");
        }

        @Test
        void opensNoFileOfAnotherUser() throws IOException {
            UserId eve = new UserId("eve");
            newStore().save(ANNA, TestKeyPairs.mary(), PASSPHRASE);
            Files.copy(
                    file(),
                    file().resolveSibling(
                                    new DirectoryBundleStore(folder).fileOf(eve).getFileName()));
            assertThat(newStore().load(eve, PASSPHRASE)).isNotInstanceOf(PrivateKeyLoading.Loaded.class);
        }

        @Test
        void saysThatTheDeviceFails() throws IOException {
            Files.writeString(folder.resolve("keys"), "a file where the folder should be");
            assertThatThrownBy(() -> newStore().save(ANNA, TestKeyPairs.mary(), PASSPHRASE))
                    .isInstanceOf(KeyFileException.class);
            Files.delete(folder.resolve("keys"));
            Files.createDirectories(folder.resolve("keys"));
            Files.write(file(), new byte[DirectoryBundleStore.MOST_BYTES + 1]);
            assertThatThrownBy(() -> newStore().load(ANNA, PASSPHRASE)).isInstanceOf(KeyFileException.class);
        }
    }

    @Test
    void opensWithTheWorkThatIsMeantForUsers(@TempDir Path folder) {
        PrivateKeyStore store = SealedPrivateKeyStore.inDirectory(folder);
        UserId user = new UserId("anna");
        store.save(user, TestKeyPairs.mary(), Password.of("x"));
        assertThat(store.load(user, Password.of("x"))).isInstanceOf(PrivateKeyLoading.Loaded.class);
        assertThat(SealedPrivateKeyStore.inMemory().load(user, Password.of("x")))
                .isInstanceOf(PrivateKeyLoading.Missing.class);
    }
}
