package io.keyholder.application.internal.login;

import io.keyholder.application.login.HashingLimit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets at most so many threads hash at once and so many wait, and turns the rest away at once: a flood of logins makes
 * some of them busy, not the host. Work runs on the caller's thread, so a caller that is interrupted or gives up leaves
 * nothing behind. Thread-safe; first come, first served.
 */
public final class HashingQueue {
    private final HashingLimit limit;
    private final Semaphore admitted;
    private final Semaphore running;

    public HashingQueue(HashingLimit limit) {
        this.limit = limit;
        this.admitted = new Semaphore(limit.parallel() + limit.waiting());
        this.running = new Semaphore(limit.parallel(), true);
    }

    /**
     * The result of {@code work}; absent when the queue is full, the wait took too long, or the thread was interrupted
     * while waiting (its interrupt flag stays set). The work itself is never interrupted half-way.
     */
    public <T> Optional<T> run(Supplier<T> work) {
        if (!admitted.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return awaitTurn() ? Optional.of(runNow(work)) : Optional.empty();
        } finally {
            admitted.release();
        }
    }

    private <T> T runNow(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    private boolean awaitTurn() {
        try {
            return running.tryAcquire(limit.longestWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
