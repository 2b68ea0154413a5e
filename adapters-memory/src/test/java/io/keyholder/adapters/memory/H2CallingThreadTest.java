package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store reads and writes its files in the thread of the caller, whatever becomes of that thread. */
class H2CallingThreadTest {
    private static final int INTERRUPTED_WRITES = 200;
    private static final int WRITERS = 4;

    @TempDir
    private Path scratch;

    @Test
    void anOpenStoreHasNoThreadOfItsOwn() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (H2Storage storage = H2Storage.at(scratch)) {
            storage.users().create(user("mary"));
            Set<Thread> since = new HashSet<>(Thread.getAllStackTraces().keySet());
            since.removeAll(before);
            assertThat(since).extracting(Thread::getName).noneMatch(name -> name.startsWith("H2"));
        }
    }

    @Test
    void aThreadThatIsInterruptedBeforeItWritesStaysInterruptedAndBreaksNothing() {
        try (H2Storage storage = H2Storage.at(scratch)) {
            Thread.currentThread().interrupt();
            storage.users().create(user("mary"));
            assertThat(storage.users().findById(new UserId("mary"))).isPresent();
            assertThat(Thread.interrupted()).isTrue();
            storage.users().create(user("paul"));
        }
        assertThat(idsOfAnOpening()).containsExactlyInAnyOrder("mary", "paul");
    }

    @Test
    void aDatabaseOfTheHostIsNoDifferent() {
        String url = "jdbc:h2:async:" + scratch.resolve("host") + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
        try (H2Storage storage = H2Storage.over(JdbcConnectionPool.create(url, "SA", ""), Durability.SYNCED)) {
            Thread.currentThread().interrupt();
            storage.users().create(user("mary"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(storage.users().findById(new UserId("mary"))).isPresent();
        }
    }

    /** Interrupts come while others write, and at any line. */
    @Test
    void whatWasAcknowledgedToInterruptedThreadsIsThere() throws InterruptedException {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (H2Storage storage = H2Storage.at(scratch)) {
            AtomicInteger numbers = new AtomicInteger();
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(new Thread(() -> write(storage, numbers, acknowledged)));
            }
            writers.forEach(Thread::start);
            while (numbers.get() < INTERRUPTED_WRITES) {
                writers.forEach(Thread::interrupt);
            }
            for (Thread writer : writers) {
                writer.join();
            }
            storage.users().create(user("after"));
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(idsOfAnOpening()).containsAll(acknowledged).contains("after");
    }

    private static void write(H2Storage storage, AtomicInteger numbers, Queue<String> acknowledged) {
        int number = numbers.getAndIncrement();
        while (number < INTERRUPTED_WRITES) {
            String id = "user" + number;
            try {
                storage.users().create(user(id));
                acknowledged.add(id);
            } catch (StoreUnavailableException interrupted) {
                Thread.interrupted();
            }
            number = numbers.getAndIncrement();
        }
    }

    private List<String> idsOfAnOpening() {
        try (H2Storage again = H2Storage.at(scratch)) {
            return again.users().page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                    .map(User::id)
                    .map(UserId::value)
                    .toList();
        }
    }

    private static User user(String id) {
        return User.of(
                new UserId(id),
                LoginIdentifiers.login(id),
                Lifecycle.startingAt(Instant.parse("2026-12-01T10:00:00Z"), UserStatus.ACTIVE));
    }
}
