package io.keyholder.application.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.login.HashingLimit;
import io.keyholder.domain.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
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
            results.add(callers.submit(() -> queue.run(() -> countedWork(twoRunning))));
        }
        twoRunning.await();
        hold.countDown();
        for (Future<Optional<Integer>> result : results) {
            assertThat(result.get()).isPresent();
        }
        assertThat(mostRunning).hasValue(2);
    }

    @Test
    void turnsTheRestAwayAtOnceAndTakesMoreWhenAPlaceIsFree() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 0, Duration.ofMinutes(1)));
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run(() -> heldWork(started)));
        started.await();
        assertThat(queue.run(() -> true)).isEmpty();
        hold.countDown();
        assertThat(first.get()).contains(true);
        assertThat(queue.run(() -> true)).contains(true);
    }

    @Test
    void aCallerThatIsInterruptedWhileWaitingFreesItsPlace() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 1, Duration.ofMinutes(1)));
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run(() -> heldWork(started)));
        started.await();
        Thread.currentThread().interrupt();
        assertThat(queue.run(() -> true)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        Future<Optional<Boolean>> waiting = callers.submit(() -> queue.run(() -> true));
        hold.countDown();
        assertThat(first.get()).contains(true);
        assertThat(waiting.get()).contains(true);
    }

    @Test
    void aCallerThatWaitedTooLongIsToldToComeBack() throws Exception {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 1, Duration.ofMillis(1)));
        CountDownLatch started = new CountDownLatch(1);
        Future<Optional<Boolean>> first = callers.submit(() -> queue.run(() -> heldWork(started)));
        started.await();
        assertThat(queue.run(() -> true)).isEmpty();
        hold.countDown();
        assertThat(first.get()).contains(true);
    }

    @Test
    void workThatFailsFreesItsPlace() {
        HashingQueue queue = new HashingQueue(new HashingLimit(1, 0, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> queue.run(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(queue.run(() -> true)).contains(true);
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
