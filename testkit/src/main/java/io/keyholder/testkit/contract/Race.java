package io.keyholder.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs actions on threads of their own that all start at one moment, and gathers what they returned. */
public final class Race {
    /** After this many minutes a runner counts as stuck, so that a deadlock fails a test instead of hanging it. */
    private static final int STUCK_AFTER_MINUTES = 5;

    private Race() {}

    /** As many runners as asked for, each told its number. */
    public static <T> List<T> between(int runners, IntFunction<T> action) {
        List<Callable<T>> actions = new ArrayList<>();
        for (int runner = 0; runner < runners; runner++) {
            int number = runner;
            actions.add(() -> action.apply(number));
        }
        return between(actions);
    }

    /** The results in the order of the actions; an action's exception is thrown. */
    public static <T> List<T> between(List<Callable<T>> actions) {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures = actions.stream()
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            start.countDown();
            return results(futures);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures) {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(result(future));
        }
        return results;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get(STUCK_AFTER_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException thrown) {
            throw new AssertionError("a runner of the race failed: " + thrown.getCause(), thrown.getCause());
        } catch (TimeoutException stuck) {
            throw new AssertionError("a runner of the race is stuck", stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was interrupted", interrupted);
        }
    }
}
