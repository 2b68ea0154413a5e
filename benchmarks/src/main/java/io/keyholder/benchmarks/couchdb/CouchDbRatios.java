package io.keyholder.benchmarks.couchdb;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The benchmarks as ratios: each use of the store and the same requests by hand take turns, so that a busy machine slows both
 * alike, and their medians are compared. For machines that are never quiet; on a quiet one JMH tells more.
 */
public final class CouchDbRatios {
    private static final double MICROSECOND = 1_000;

    private CouchDbRatios() {}

    /** Prints one line for each use. */
    public static void main(String[] arguments) {
        CouchDbBenchmark benchmark = new CouchDbBenchmark();
        benchmark.open();
        print("read", 600, benchmark::read, benchmark::readRaw);
        print("look up", 400, benchmark::lookUp, benchmark::lookUpRaw);
        print("create", 300, benchmark::create, benchmark::createRaw);
        print("bulk of 1,000", 8, benchmark::bulk, benchmark::bulkRaw);
        benchmark.close();
    }

    private static void print(String name, int times, Supplier<Object> ours, Supplier<Object> byHand) {
        for (int time = 0; time < times / 4; time++) {
            nanos(ours);
            nanos(byHand);
        }
        long[] oursNanos = new long[times];
        long[] byHandNanos = new long[times];
        for (int time = 0; time < times; time++) {
            if (time % 2 == 0) {
                oursNanos[time] = nanos(ours);
                byHandNanos[time] = nanos(byHand);
            } else {
                byHandNanos[time] = nanos(byHand);
                oursNanos[time] = nanos(ours);
            }
        }
        double median = median(oursNanos);
        double medianByHand = median(byHandNanos);
        System.out.printf(
                "%s: %.0f us, by hand %.0f us, ratio %.2f%n",
                name, median / MICROSECOND, medianByHand / MICROSECOND, median / medianByHand);
    }

    private static long nanos(Supplier<Object> use) {
        long begin = System.nanoTime();
        Object answer = use.get();
        long took = System.nanoTime() - begin;
        if (answer.toString().isEmpty()) {
            throw new IllegalStateException("a use answered nothing");
        }
        return took;
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
