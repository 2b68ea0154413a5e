package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Provisional changes of login states, in memory alone. There is one of these for each open database, because every
 * instance over it must see them. Thread-safe, but for what is to be called alone.
 */
public final class HeldChanges {
    /** More are not held at once: each is a login that goes on, or one whose caller died. */
    private static final int MOST = 10_000;

    private static final int LOCKS = 64;

    private final Map<LoginStateKey, Held> byKey = new ConcurrentHashMap<>();
    private final ReentrantLock[] locks =
            IntStream.range(0, LOCKS).mapToObj(number -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    /** Distinguishes these revisions from those of the database and of other openings. */
    private final String era = H2Database.newEra();

    private final AtomicLong lastRevision = new AtomicLong();

    /**
     * A record with the provisional changes that were made to it.
     *
     * @param base the revision in the database, absent when it holds none
     * @param before the change that was held before; absent for the first one
     * @param shown the record as it is read
     */
    record Held(Optional<Revision> base, Optional<Held> before, Stored shown) {
        /** Whether this is that change, or was put in its place. */
        boolean rests(Held change) {
            Optional<Held> one = Optional.of(this);
            while (one.isPresent() && !one.get().is(change)) {
                one = one.get().before();
            }
            return one.isPresent();
        }

        private boolean is(Held other) {
            return shown.revision().equals(other.shown.revision());
        }
    }

    /** What is held of this key. */
    Optional<Held> find(LoginStateKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Of which records something is held. */
    Set<LoginStateKey> keys() {
        return Set.copyOf(byKey.keySet());
    }

    /** Whether no more are to be held. */
    boolean areMany() {
        return byKey.size() >= MOST;
    }

    /** Runs the task while no other changes the record of this key. */
    <T> T alone(LoginStateKey key, Supplier<T> task) {
        ReentrantLock lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    /** Holds a change. Called alone. */
    Held hold(LoginStateKey key, Optional<Revision> base, Optional<Held> before, LoginState next) {
        Revision revision = new Revision("held-" + lastRevision.incrementAndGet() + "-" + era);
        Held held = new Held(base, before, new Stored(next, revision));
        byKey.put(key, held);
        return held;
    }

    /** Holds the change before this one, or none, unless this one is not held any more. Called alone. */
    boolean takeBack(LoginStateKey key, Held change) {
        if (find(key).filter(change::is).isEmpty()) {
            return false;
        }
        change.before().ifPresentOrElse(before -> byKey.put(key, before), () -> byKey.remove(key));
        return true;
    }

    /** Holds nothing of this key any more. Called alone. */
    void drop(LoginStateKey key) {
        byKey.remove(key);
    }
}
