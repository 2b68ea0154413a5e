package io.keyholder.application.internal.login;

import io.keyholder.application.internal.observation.Observing;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.application.login.HashingLoad;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observation.Admission;
import io.keyholder.ports.observation.Observer;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Bounds how many threads hash at once and how many wait, and turns the rest away at once: a flood of logins makes some
 * of them busy, not the host.
 *
 * <p>The queue has a lane for each source of work, and the lanes take turns. When it is full, a newcomer takes the
 * place of the last waiter of the busiest lane, if that lane is busier than the newcomer's own would be. So one source
 * cannot make others busy. Work runs on the caller's thread, so a caller that is interrupted or gives up leaves nothing
 * behind; neither does one that meets a full heap. Thread-safe; within a lane first come, first served.
 */
public final class HashingQueue {
    private final HashingLimit limit;
    private final int parallel;
    private final Observing observing;
    private final Map<String, Lane> lanes = new HashMap<>();
    private int running;
    private int waiting;
    private long lastTurn;

    /** For a hasher that computes one hash a core. */
    public HashingQueue(HashingLimit limit) {
        this(limit, 1, Observing.by(Observer.NONE));
    }

    /**
     * With an observer of who gets its turn.
     *
     * @param lanes how many hashes the hasher computes together on a core. So many more are admitted than the cores
     *     compute: when a core is free, those that it computes next are there
     */
    public HashingQueue(HashingLimit limit, int lanes, Observing observing) {
        this.limit = limit;
        this.parallel = lanes > 1 ? (limit.parallel() + 1) * lanes : limit.parallel();
        this.observing = observing;
    }

    /** How a caller got its turn. */
    enum Turn {
        /** At once: nothing happened since it asked. */
        AT_ONCE,
        /** After a wait, in which everything may have changed. */
        AFTER_WAITING
    }

    /** The result of {@code work}, as for {@link #run(String, Function)}. */
    public <T> Optional<T> run(String lane, Supplier<T> work) {
        return run(lane, turn -> work.get());
    }

    /**
     * The result of {@code work}; absent when the queue is full, the wait took too long, or the thread was interrupted
     * before its turn (its interrupt flag stays set). The work itself is never interrupted half-way.
     *
     * @param name of the lane, such as the source of a login
     */
    <T> Optional<T> run(String name, Function<Turn, T> work) {
        long start = Observing.start();
        if (Thread.currentThread().isInterrupted()) {
            return turnedAway(start);
        }
        Lane lane;
        Optional<Waiter> waiter;
        synchronized (lanes) {
            lane = lanes.computeIfAbsent(name, this::newLane);
            try {
                waiter = enter(lane);
            } finally {
                dropIfIdle(lane);
            }
        }
        if (waiter.isPresent() && !awaitTurn(waiter.get())) {
            return turnedAway(start);
        }
        try {
            admitted(waiter.isPresent() ? Admission.AFTER_WAITING : Admission.AT_ONCE, start);
            return Optional.of(work.apply(waiter.isPresent() ? Turn.AFTER_WAITING : Turn.AT_ONCE));
        } finally {
            leave(lane);
        }
    }

    private <T> Optional<T> turnedAway(long start) {
        admitted(Admission.TURNED_AWAY, start);
        return Optional.empty();
    }

    private void admitted(Admission outcome, long start) {
        observing.give(new Observation.HashingAdmitted(outcome, Observing.since(start)));
    }

    /** How many hashes run and how many callers wait. */
    public HashingLoad load() {
        synchronized (lanes) {
            return new HashingLoad(running, waiting);
        }
    }

    /** How many callers wait. */
    int waiting() {
        return load().waiting();
    }

    /** The waiter that has to wait; absent when it is its turn already. */
    private Optional<Waiter> enter(Lane lane) {
        if (running < parallel) {
            running++;
            lane.running++;
            return Optional.empty();
        }
        Waiter waiter = new Waiter(lane);
        if (waiting < limit.waiting() || makeRoomFor(lane)) {
            lane.waiters.add(waiter);
            lane.waiting++;
            waiting++;
        } else {
            waiter.turnAway();
        }
        return Optional.of(waiter);
    }

    private boolean makeRoomFor(Lane lane) {
        Optional<Lane> busiest = lanes.values().stream()
                .filter(other -> other.waiting > 0)
                .max(Comparator.comparingInt(Lane::share))
                .filter(other -> other.share() > lane.share() + 1);
        busiest.ifPresent(other -> {
            waiting--;
            other.waiting--;
            other.waiters.removeLast().turnAway();
        });
        return busiest.isPresent();
    }

    private boolean awaitTurn(Waiter waiter) {
        boolean waited = false;
        try {
            waiter.decided.await(limit.longestWait().toNanos(), TimeUnit.NANOSECONDS);
            waited = true;
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        } finally {
            endWait(waiter, waited);
        }
        return waiter.admitted;
    }

    /** A caller that was interrupted, or met a full heap, leaves a turn that it got meanwhile to the next one. */
    private void endWait(Waiter waiter, boolean waited) {
        synchronized (lanes) {
            if (waiter.lane.waiters.remove(waiter)) {
                waiting--;
                waiter.lane.waiting--;
                dropIfIdle(waiter.lane);
            } else if (!waited && waiter.admitted) {
                waiter.admitted = false;
                leave(waiter.lane);
            }
        }
    }

    private void leave(Lane lane) {
        synchronized (lanes) {
            running--;
            lane.running--;
            dropIfIdle(lane);
            admitNext();
        }
    }

    /** Gives a turn to the lane that has waited longest since its last one. */
    private void admitNext() {
        Lane next = null;
        for (Lane lane : lanes.values()) {
            if (lane.waiting > 0 && (next == null || lane.lastTurn < next.lastTurn)) {
                next = lane;
            }
        }
        if (next != null) {
            waiting--;
            running++;
            next.waiting--;
            next.running++;
            next.lastTurn = nextTurn();
            next.waiters.removeFirst().admit();
        }
    }

    private Lane newLane(String name) {
        return new Lane(name, nextTurn());
    }

    private long nextTurn() {
        lastTurn++;
        return lastTurn;
    }

    private void dropIfIdle(Lane lane) {
        if (lane.share() == 0) {
            lanes.remove(lane.name);
        }
    }

    /** The work of one source. Its deque is one that stays whole when adding to it meets a full heap. */
    private static final class Lane {
        private final String name;
        private final Deque<Waiter> waiters = new ConcurrentLinkedDeque<>();
        private int waiting;
        private int running;
        private long lastTurn;

        Lane(String name, long lastTurn) {
            this.name = name;
            this.lastTurn = lastTurn;
        }

        int share() {
            return running + waiting;
        }
    }

    /** A caller that waits for its turn. */
    private static final class Waiter {
        private final Lane lane;
        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean admitted;

        Waiter(Lane lane) {
            this.lane = lane;
        }

        void admit() {
            admitted = true;
            decided.countDown();
        }

        void turnAway() {
            decided.countDown();
        }
    }
}
