package io.keyholder.application.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.internal.observation.Observing;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.observation.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A flood of logins makes some of them busy, not the host. */
class HashingQueueTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    @AfterEach
    void letEverybodyGo() {
        hold.countDown();
        callers.shutdownNow();
    }

    @Test
    void runsAtMostSoManyAtOnceAndAllThatWereAdmitted() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(2, 20, Duration.ofMinutes(1)));
        CountDownLatch twoRunning = new CountDownLatch(2);
        List<Future<Optional<Integer>>> results = new ArrayList<>();
        for (int caller = 0; caller < 22; caller++) {
            results.add(callers.submit(() -> queue.run("a", () -> countedWork(twoRunning))));
        }
        twoRunning.await();
        hold.countDown();
        for (Future<Optional<Integer>> result : results) {
            assertThat(result.get()).isPresent();
        }
        assertThat(mostRunning).hasValue(2);
    }

    /** A hasher that computes three hashes a core together gets three callers a core, and three that come next. */
    @Test
    void letsAsManyInAsTheLanesOfAllCoresAndOneMoreHold() throws Exception {
        HashingQueue queue =
                new HashingQueue(new HashingLimit(2, 20, Duration.ofMinutes(1)), 3, Observing.by(Observer.NONE));
        CountDownLatch nineRunning = new CountDownLatch(9);
        List<Future<Optional<Integer>>> results = new ArrayList<>();
        for (int caller = 0; caller < 22; caller++) {
            results.add(callers.submit(() -> queue.run("a", () -> countedWork(nineRunning))));
        }
        nineRunning.await();
        hold.countDown();
        for (Future<Optional<Integer>> result : results) {
            assertThat(result.get()).isPresent();
        }
        assertThat(mostRunning).hasValue(9);
    }

    @Test
    void turnsTheRestAwayAtOnceAndTakesMoreWhenAPlaceIsFree() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 0, Duration.ofMinutes(1)));
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run("a", () -> heldWork(started)));
        started.await();
        assertThat(queue.run("a", () -> true)).isEmpty();
        hold.countDown();
        assertThat(first.get()).contains(true);
        assertThat(queue.run("a", () -> true)).contains(true);
    }

    @Test
    void aCallerThatIsInterruptedWhileWaitingFreesItsPlace() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 1, Duration.ofMinutes(1)));
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run("a", () -> heldWork(started)));
        started.await();
        Thread.currentThread().interrupt();
        assertThat(queue.run("a", () -> true)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        Future<Optional<Boolean>> waiting = callers.submit(() -> queue.run("a", () -> true));
        hold.countDown();
        assertThat(first.get()).contains(true);
        assertThat(waiting.get()).contains(true);
    }

    @Test
    void aCallerThatWaitedTooLongIsToldToComeBack() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 1, Duration.ofMillis(1)));
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run("a", () -> heldWork(started)));
        started.await();
        assertThat(queue.run("a", () -> true)).isEmpty();
        hold.countDown();
        assertThat(first.get()).contains(true);
    }

    @Test
    void workThatFailsFreesItsPlace() {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 0, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> queue.run("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(queue.run("a", () -> true)).contains(true);
    }

    @Test
    void aNewcomerTakesThePlaceOfTheLastWaiterOfABusyLane() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 8, Duration.ofMinutes(1)));
        CountDownLatch started = new CountDownLatch(1);
        List<Future<Optional<Boolean>>> flood = new ArrayList<>();
        flood.add(callers.submit(() -> queue.run("flood", () -> heldWork(started))));
        started.await();
        for (int caller = 0; caller < 30; caller++) {
            flood.add(callers.submit(() -> queue.run("flood", () -> true)));
        }
        awaitTurnedAway(flood, 22);
        List<Future<Optional<Boolean>>> others = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            String lane = "other " + caller;
            others.add(callers.submit(() -> queue.run(lane, () -> true)));
            awaitTurnedAway(flood, 23 + caller);
        }
        hold.countDown();
        for (Future<Optional<Boolean>> other : others) {
            assertThat(other.get()).contains(true);
        }
    }

    @Test
    void aNewcomerOfABusyLaneIsTurnedAwayItself() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 1, Duration.ofMinutes(1)));
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run("a", () -> heldWork(started)));
        started.await();
        Future<Optional<Boolean>> waiting = callers.submit(() -> queue.run("b", () -> true));
        awaitWaiting(queue, 1);
        assertThat(queue.run("b", () -> true)).isEmpty();
        assertThat(queue.run("c", () -> true)).isEmpty();
        hold.countDown();
        assertThat(first.get()).contains(true);
        assertThat(waiting.get()).contains(true);
    }

    @Test
    void lanesTakeTurns() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 100, Duration.ofMinutes(1)));
        CountDownLatch started = new CountDownLatch(1);
        List<Future<Optional<Boolean>>> all = new ArrayList<>();
        all.add(callers.submit(() -> queue.run("busy", () -> heldWork(started))));
        started.await();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        for (int caller = 0; caller < 10; caller++) {
            all.add(submitWaiting(queue, "busy", order));
        }
        all.add(submitWaiting(queue, "calm", order));
        hold.countDown();
        for (Future<Optional<Boolean>> one : all) {
            assertThat(one.get()).contains(true);
        }
        assertThat(order.indexOf("calm")).isLessThanOrEqualTo(1);
    }

    @Test
    void saysWhetherACallerHadToWait() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 10, Duration.ofMinutes(1)));
        assertThat(queue.run("a", turn -> turn)).contains(HashingQueue.Turn.AT_ONCE);
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run("a", () -> heldWork(started)));
        started.await();
        Future<Optional<HashingQueue.Turn>> second = callers.submit(() -> queue.run("b", turn -> turn));
        awaitWaiting(queue, 1);
        hold.countDown();
        assertThat(first.get()).contains(true);
        assertThat(second.get()).contains(HashingQueue.Turn.AFTER_WAITING);
    }

    @Test
    void limitsAreBounded() {
        assertThatThrownBy(() -> new HashingLimit(0, 1, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new HashingLimit(1, -1, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new HashingLimit(1, 1, Duration.ZERO)).isInstanceOf(InvalidValueException.class);
        assertThat(HashingLimit.ofThisMachine().parallel())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    private Future<Optional<Boolean>> submitWaiting(HashingQueue queue, String lane, List<String> order) {
        int before = queue.waiting();
        Future<Optional<Boolean>> submitted = callers.submit(() -> queue.run(lane, () -> order.add(lane)));
        awaitWaiting(queue, before + 1);
        return submitted;
    }

    private static void awaitWaiting(HashingQueue queue, int waiting) {
        while (queue.waiting() < waiting) {
            Thread.onSpinWait();
        }
    }

    private static void awaitTurnedAway(List<Future<Optional<Boolean>>> callers, int turnedAway) {
        while (callers.stream().filter(Future::isDone).count() < turnedAway) {
            Thread.onSpinWait();
        }
    }

    private Integer countedWork(CountDownLatch started) {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        heldWork(started);
        return running.decrementAndGet();
    }

    private boolean heldWork(CountDownLatch started) {
        started.countDown();
        try {
            hold.await();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
