package io.keyholder.benchmarks.couchdb;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The benchmarks as ratios: each use of the store and the same requests by hand take turns, so that a busy machine
 * slows both alike; the ratios of neighbouring turns tell. For machines that are never quiet; on a quiet one JMH tells
 * more.
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
        print("bulk of 1,000", 30, benchmark::bulk, benchmark::bulkRaw);
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
        double[] ratios = IntStream.range(0, times)
                .mapToDouble(time -> (double) oursNanos[time] / byHandNanos[time])
                .sorted()
                .toArray();
        System.out.printf(
                "%s: %.0f us, by hand %.0f us, ratio %.2f (a quarter below %.2f, a quarter above %.2f)%n",
                name,
                median(oursNanos) / MICROSECOND,
                median(byHandNanos) / MICROSECOND,
                ratios[times / 2],
                ratios[times / 4],
                ratios[times * 3 / 4]);
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
        return Arrays.stream(nanos).sorted().toArray()[nanos.length / 2];
    }
}
