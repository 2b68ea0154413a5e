package org.example.filestore.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.model.AccountModel;
import io.keyholder.testkit.model.PracticeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.example.filestore.FileStorage;

/** What no contract can know about this store. */
class FileStorageProperties {
    @Property(tries = 50)
    void anyUserIsThereAgainAfterOpeningAnew(@ForAll User any) {
        Path file = FileStorageTest.newFile();
        User stored;
        try (FileStorage store = FileStorage.at(file)) {
            stored = assertInstanceOf(
                            CreateOutcome.Created.class, store.users().create(any))
                    .user();
        }
        try (FileStorage store = FileStorage.at(file)) {
            assertEquals(stored, store.users().findById(any.id()).orElseThrow());
        }
        FileStorageTest.delete(file);
    }

    /**
     * What a power cut leaves: the file ends anywhere in the last line. That line was not acknowledged, those before
     * were.
     */
    @Property(tries = 100)
    void aTornLineCostsNothingThatWasAcknowledged(
            @ForAll @IntRange(min = 1, max = 9) int count, @ForAll @IntRange int cut)
            throws IOException {
        Path file = FileStorageTest.newFile();
        List<Long> ends = new ArrayList<>();
        try (FileStorage store = FileStorage.at(file)) {
            for (int i = 0; i < count; i++) {
                store.users().create(user(i));
                ends.add(Files.size(file));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        int length = Math.floorMod(cut, whole.length + 1);
        Files.write(file, Arrays.copyOf(whole, length));
        long acknowledged = ends.stream().filter(end -> end <= length).count();
        try (FileStorage store = FileStorage.at(file)) {
            assertEquals(acknowledged, store.users().count());
            assertInstanceOf(CreateOutcome.Created.class, store.users().create(user(100)));
        }
        try (FileStorage store = FileStorage.at(file)) {
            assertEquals(acknowledged + 1, store.users().page(PageRequest.first(100)).size());
        }
        FileStorageTest.delete(file);
    }

    @Property(tries = 100)
    void aChangedByteIsNoticed(@ForAll @IntRange int place, @ForAll @IntRange(min = 1, max = 255) int change)
            throws IOException {
        Path file = FileStorageTest.newFile();
        try (FileStorage store = FileStorage.at(file)) {
            store.users().create(user(1));
            store.users().create(user(2));
        }
        byte[] content = Files.readAllBytes(file);
        content[Math.floorMod(place, content.length)] ^= (byte) change;
        Files.write(file, content);
        try (FileStorage store = FileStorage.at(file)) {
            assertTrue(store.users().count() < 2, "a torn last line is not read");
        } catch (StoreException noticed) {
            assertTrue(noticed.getMessage().contains("file"));
        }
        FileStorageTest.delete(file);
    }

    /** What a host does, over this store. */
    @Property(tries = 20)
    void keepsAPracticeInOrder(@ForAll("lives") List<PracticeModel.Step> life) {
        Path file = FileStorageTest.newFile();
        PracticeModel.play(() -> FileStorage.at(file), FileStorageProperties::crypto, life);
        FileStorageTest.delete(file);
    }

    /** What one user does, over this store. */
    @Property(tries = 20)
    void keepsAnAccountInOrder(@ForAll("accountLives") List<AccountModel.Deed> life) {
        Path file = FileStorageTest.newFile();
        AccountModel.play(() -> FileStorage.at(file), FileStorageProperties::crypto, life);
        FileStorageTest.delete(file);
    }

    private static Crypto crypto() {
        return BouncyCastleCrypto.create(
                CryptoOptions.defaults().withBcryptCost(4).withSecretsInClear());
    }

    @Provide
    Arbitrary<List<AccountModel.Deed>> accountLives() {
        return AccountModel.lives();
    }

    @Provide
    Arbitrary<List<PracticeModel.Step>> lives() {
        return PracticeModel.lives();
    }

    private static User user(int number) {
        return User.of(
                new UserId("user-" + number),
                LoginIdentifiers.login("login-" + number),
                Lifecycle.startingAt(Instant.parse("2026-01-01T00:00:00Z"), UserStatus.ACTIVE));
    }
}
