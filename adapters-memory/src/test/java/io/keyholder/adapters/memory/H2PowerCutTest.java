package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.internal.h2.directory.DatabaseFiles;
import io.keyholder.adapters.memory.internal.h2.directory.H2Url;
import io.keyholder.adapters.memory.internal.h2.directory.ManifestState;
import io.keyholder.adapters.memory.internal.h2.directory.StoreManifest;
import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes while several threads write: what was forced to the disk is left, and of what was not forced nothing,
 * or any part. Every acknowledged write is there. The seal comes along as it was, which is the worst: it says the most.
 */
class H2PowerCutTest {
    private static final int CUTS = Integer.getInteger("keyholder.cuts", 5);
    private static final int WRITERS = 3;
    private static final int MOST_WRITES_BEFORE_A_CUT = 40;

    @TempDir
    private Path scratch;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @EnumSource(PowerCutDisk.Unforced.class)
    void everyAcknowledgedWriteIsThereAfterAPowerCut(PowerCutDisk.Unforced unforced) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int cut = 0; cut < CUTS; cut++) {
            Cut made = cut(Durability.SYNCED, unforced, random, "cut-" + cut);
            try (H2Storage storage = H2Storage.at(made.left())) {
                assertThat(missing(storage.users(), made.acknowledged()))
                        .as("lost, cut %s of seed %s", cut, seed)
                        .isEmpty();
            }
        }
    }

    @Test
    void withoutAForceThePowerCutTakesAcknowledgedWritesAlong() throws Exception {
        Cut made = cut(Durability.PROCESS_CRASH_SAFE, PowerCutDisk.Unforced.LOST, new Random(1), "unforced");

        try (H2Storage storage = H2Storage.at(made.left())) {
            assertThat(missing(storage.users(), made.acknowledged())).isNotEmpty();
        }
    }

    @Test
    void aDiskThatOnlyPretendsToForceIsNoticed() throws Exception {
        Cut made = cut(Durability.PROCESS_CRASH_SAFE, PowerCutDisk.Unforced.LOST, new Random(1), "pretended");
        try (StoreManifest seal =
                StoreManifest.take(new DatabaseFiles(made.left().toRealPath()).sealFile())) {
            seal.write(ManifestState.open(made.acknowledged().size()));
        }

        assertThatThrownBy(() -> H2Storage.at(made.left())).isInstanceOf(StoreCorruptException.class);
    }

    /**
     * What a power cut left behind.
     *
     * @param left a directory with it
     * @param acknowledged the logins of the users whose writes the store had acknowledged before
     */
    private record Cut(Path left, Set<String> acknowledged) {}

    private Cut cut(Durability durability, PowerCutDisk.Unforced unforced, Random random, String name)
            throws IOException, InterruptedException {
        PowerCutDisk disk = FilePathCut.register();
        Path directory = Files.createDirectory(scratch.resolve(name + durability + unforced));
        acknowledged.clear();
        CountDownLatch writesBeforeTheCut = new CountDownLatch(1 + random.nextInt(MOST_WRITES_BEFORE_A_CUT));
        H2Options options = H2Options.defaults().withDurability(durability);
        try (H2Storage storage =
                H2Storage.at(directory, options, new H2Url(FilePathCut.PREFIX + H2Url.DEFAULT.fileSystem()))) {
            List<Thread> writers = start(storage.users(), writesBeforeTheCut);
            writesBeforeTheCut.await();
            Set<String> before = new LinkedHashSet<>(acknowledged);
            Path left = leave(disk, directory, unforced, random);
            for (Thread writer : writers) {
                writer.join();
            }
            return new Cut(left, before);
        }
    }

    /** The seal is read first: it is noted after the force that it tells of. */
    private Path leave(PowerCutDisk disk, Path directory, PowerCutDisk.Unforced unforced, Random random)
            throws IOException {
        DatabaseFiles store = new DatabaseFiles(directory.toRealPath());
        DatabaseFiles left = new DatabaseFiles(Files.createDirectory(scratch.resolve("left-" + directory.getFileName()))
                .toRealPath());
        Files.copy(store.sealFile(), left.sealFile());
        Files.write(
                left.databaseFile(),
                disk.file(H2Url.DEFAULT.fileSystem() + store.databaseFile()).afterPowerCut(unforced, random));
        return left.path();
    }

    private List<Thread> start(UserRepository users, CountDownLatch writesBeforeTheCut) {
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = "w" + writer + "-";
            writers.add(new Thread(() -> writeUntil(users, prefix, writesBeforeTheCut)));
        }
        writers.forEach(Thread::start);
        return writers;
    }

    /** Goes on for a few writes after the cut, so that the cut falls into the middle of some. */
    private void writeUntil(UserRepository users, String prefix, CountDownLatch writesBeforeTheCut) {
        int after = 0;
        for (int number = 0; after < WRITERS; number++) {
            after += writesBeforeTheCut.getCount() == 0 ? 1 : 0;
            String login = prefix + number;
            User user = User.of(
                    new UserId(login),
                    LoginIdentifiers.login(login),
                    Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
            User created = ((CreateOutcome.Created) users.create(user)).user();
            acknowledged.add(login);
            writesBeforeTheCut.countDown();
            if (number % 2 == 0) {
                User renamed = created.withIdentifiers(LoginIdentifiers.login("renamed-" + login));
                assertThat(users.update(renamed)).isInstanceOf(UpdateOutcome.Updated.class);
                acknowledged.add("renamed-" + login);
                acknowledged.remove(login);
                writesBeforeTheCut.countDown();
            }
        }
    }

    /** A user that was renamed after the cut is still known by its new name only when that was written by chance. */
    private static List<String> missing(UserRepository users, Set<String> logins) {
        return logins.stream()
                .filter(login ->
                        users.findByIdentifier(IdentifierKey.of(login)).single().isEmpty()
                                && users.findByIdentifier(IdentifierKey.of("renamed-" + login))
                                        .single()
                                        .isEmpty())
                .toList();
    }
}
