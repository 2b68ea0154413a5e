package io.keyholder.application.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread of this process at a time work under a name; others of the same name wait for it. Nothing is left of
 * it when the process dies, so it blocks no retry. Thread-safe.
 */
public final class KeyedLock<K> {
    private final Map<K, Turn> turns = new HashMap<>();

    /** Whose turn it is, and how many work or wait. */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock();
        private int interested;
    }

    public <T> T under(K name, Supplier<T> work) {
        Turn turn = join(name);
        try {
            return under(turn.lock, work);
        } finally {
            leave(name, turn);
        }
    }

    private static <T> T under(ReentrantLock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private synchronized Turn join(K name) {
        Turn turn = turns.computeIfAbsent(name, first -> new Turn());
        turn.interested++;
        return turn;
    }

    private synchronized void leave(K name, Turn turn) {
        turn.interested--;
        if (turn.interested == 0) {
            turns.remove(name);
        }
    }
}
