package io.keyholder.adapters.couchdb.internal.database;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes whose outcome was reported as unknown, because the deadline passed or the server did not respond. Each is
 * settled later as its writer would have done: it is brought to a majority, or withdrawn. So it leaves no conflict.
 *
 * <p>Bounded in number and in attempts. What is not settled by then stays as the write of a writer that died.
 * Thread-safe.
 */
public final class OpenWrites {
    private static final int MOST = 1_000;
    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Set<Open> open = new LinkedHashSet<>();
    private final Optional<ExecutorService> thread;

    private OpenWrites(Optional<ExecutorService> thread) {
        this.thread = thread;
    }

    /** Settles writes on a thread of its own, which lives while there are any. */
    public static OpenWrites settledLater() {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread settling = new Thread(task, "keyholder-couchdb-open-writes");
                    settling.setDaemon(true);
                    return settling;
                });
        thread.allowCoreThreadTimeOut(true);
        return new OpenWrites(Optional.of(thread));
    }

    /** Settles writes when {@link #settle} is called. */
    public static OpenWrites settledOnDemand() {
        return new OpenWrites(Optional.empty());
    }

    /** What is left to do for a write. */
    @FunctionalInterface
    interface Settlement {
        /**
         * Settles the write; false when it is not seen, and may arrive later.
         *
         * @throws StoreUnavailableException when it is to be tried again
         */
        boolean isSettled(Deadline deadline);
    }

    private record Open(Settlement settlement, int attempt) {}

    /** Settles a write later. */
    void add(Settlement settlement, Supplier<Deadline> deadlines) {
        add(new Open(settlement, 1), deadlines);
    }

    private void add(Open write, Supplier<Deadline> deadlines) {
        synchronized (open) {
            if (open.size() >= MOST || write.attempt() > ATTEMPTS) {
                return;
            }
            open.add(write);
        }
        long pause = FIRST_PAUSE.toMillis() << (write.attempt() - 1);
        thread.ifPresent(settling -> CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, settling)
                .execute(() -> settle(write, deadlines)));
    }

    /** Tries once to settle each of the writes. */
    public void settle(Supplier<Deadline> deadlines) {
        List<Open> all;
        synchronized (open) {
            all = List.copyOf(open);
        }
        all.forEach(write -> settle(write, deadlines));
    }

    private void settle(Open write, Supplier<Deadline> deadlines) {
        boolean isOpen;
        synchronized (open) {
            isOpen = open.remove(write);
        }
        if (isOpen && !isSettled(write, deadlines)) {
            add(new Open(write.settlement(), write.attempt() + 1), deadlines);
        }
    }

    private static boolean isSettled(Open write, Supplier<Deadline> deadlines) {
        try {
            return write.settlement().isSettled(deadlines.get());
        } catch (StoreUnavailableException again) {
            return false;
        } catch (StoreException refused) {
            return true;
        }
    }

    void close() {
        thread.ifPresent(ExecutorService::shutdownNow);
    }
}
