package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.memory.FilePathFailing.Disk;
import io.keyholder.adapters.memory.FilePathFailing.Fault;
import io.keyholder.adapters.memory.internal.h2.directory.H2Url;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The disk fills, a force fails, a read fails or gives rubbish: each acknowledged write is there, each error is typed.
 */
class H2DiskFaultTest {
    private static final int MOST_WRITES = 40;

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @CsvSource({
        "FULL, 0",
        "FULL, 1",
        "FULL, 7",
        "FULL_IN_THE_MIDDLE, 0",
        "FULL_IN_THE_MIDDLE, 3",
        "UNFORCED, 0",
        "UNFORCED, 2",
        "UNFORCED, 9"
    })
    void everyAcknowledgedWriteIsThereAfterTheDiskFailed(Fault fault, int operations) throws Exception {
        Disk disk = FilePathFailing.register();
        Path directory = Files.createDirectory(scratch.resolve("users"));
        List<UserId> acknowledged = new ArrayList<>();
        List<RuntimeException> errors = new ArrayList<>();
        H2Storage storage = open(directory);
        write(storage.users(), "before", 5, acknowledged, errors);
        assertThat(errors).isEmpty();
        disk.failAfter(operations, fault);
        write(storage.users(), "during", MOST_WRITES, acknowledged, errors);
        close(storage, errors);
        disk.repair();

        assertThat(errors).isNotEmpty().allMatch(StoreException.class::isInstance);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(5);
        try (H2Storage reopened = H2Storage.at(directory)) {
            assertThat(acknowledged)
                    .allMatch(id -> reopened.users().findById(id).isPresent());
            assertThat(create(reopened.users(), "after")).isInstanceOf(CreateOutcome.Created.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"UNREADABLE, 0", "UNREADABLE, 5", "RUBBISH, 0", "RUBBISH, 5"})
    void aStoreThatCannotBeReadIsRefusedByATypedErrorAndLeftAsItIs(Fault fault, int operations) throws Exception {
        Disk disk = FilePathFailing.register();
        Path directory = Files.createDirectory(scratch.resolve("users"));
        List<UserId> acknowledged = new ArrayList<>();
        List<RuntimeException> errors = new ArrayList<>();
        try (H2Storage storage = open(directory)) {
            write(storage.users(), "before", 20, acknowledged, errors);
        }
        assertThat(errors).isEmpty();
        disk.failAfter(operations, fault);
        try (H2Storage storage = open(directory)) {
            acknowledged.forEach(id -> read(storage.users(), id, errors));
        } catch (RuntimeException refused) {
            errors.add(refused);
        }
        disk.repair();

        assertThat(errors).isNotEmpty().allMatch(StoreException.class::isInstance);
        try (H2Storage reopened = H2Storage.at(directory)) {
            assertThat(acknowledged)
                    .allMatch(id -> reopened.users().findById(id).isPresent());
        }
    }

    /** Without this the tests above could run on a disk that never fails. */
    @Test
    void theDiskFailsWhenItIsTold() throws Exception {
        Disk disk = FilePathFailing.register();
        Path directory = Files.createDirectory(scratch.resolve("users"));
        List<RuntimeException> errors = new ArrayList<>();
        try (H2Storage storage = open(directory)) {
            write(storage.users(), "healthy", 3, new ArrayList<>(), errors);
            assertThat(errors).isEmpty();
            disk.failAfter(0, Fault.UNFORCED);
            write(storage.users(), "broken", 1, new ArrayList<>(), errors);
        } catch (StoreException atTheEnd) {
            errors.add(atTheEnd);
        } finally {
            disk.repair();
        }
        assertThat(errors).isNotEmpty();
    }

    private static H2Storage open(Path directory) {
        return H2Storage.at(
                directory, H2Options.defaults(), new H2Url(FilePathFailing.PREFIX + H2Url.DEFAULT.fileSystem()));
    }

    private static void close(H2Storage storage, List<RuntimeException> errors) {
        try {
            storage.close();
        } catch (RuntimeException notInGoodOrder) {
            errors.add(notInGoodOrder);
        }
    }

    private static void write(
            UserRepository users, String prefix, int count, List<UserId> acknowledged, List<RuntimeException> errors) {
        for (int i = 0; i < count; i++) {
            try {
                if (create(users, prefix + i) instanceof CreateOutcome.Created created) {
                    acknowledged.add(created.user().id());
                }
            } catch (RuntimeException failed) {
                errors.add(failed);
            }
        }
    }

    private static void read(UserRepository users, UserId id, List<RuntimeException> errors) {
        try {
            assertThat(users.findById(id)).isPresent();
        } catch (RuntimeException failed) {
            errors.add(failed);
        }
    }

    private static CreateOutcome create(UserRepository users, String name) {
        return users.create(User.of(
                new UserId(name),
                LoginIdentifiers.login(name),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE)));
    }
}
