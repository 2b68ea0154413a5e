package io.keyholder.adapters.memory.internal.h2.transaction;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The work that is under way on something that can be closed. Closing lets no more in and waits for what is inside.
 * Entering and leaving need no memory: a read-write lock, interrupted by a full heap, keeps a reader for good, and
 * closing would wait for ever. Thread-safe.
 */
final class OpenWork {
    private final AtomicLong inside = new AtomicLong();
    private final ReentrantLock closing = new ReentrantLock();
    private volatile boolean closed;

    /** Whether the work may begin; it is to {@link #leave} then. */
    boolean enter() {
        inside.incrementAndGet();
        if (closed) {
            leave();
            return false;
        }
        return true;
    }

    /** Ends what entered. */
    void leave() {
        if (inside.decrementAndGet() == 0 && closed) {
            wakeCloser();
        }
    }

    /** Lets no more work in, waits for the rest and runs {@code release}; repeating it does nothing. */
    void close(Runnable release) {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                awaitRest();
                release.run();
            }
        } finally {
            closing.unlock();
        }
    }

    private synchronized void wakeCloser() {
        notifyAll();
    }

    /** An interrupt is kept for the caller. */
    private synchronized void awaitRest() {
        boolean interrupted = false;
        while (inside.get() > 0) {
            try {
                wait();
            } catch (InterruptedException keptForLater) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
