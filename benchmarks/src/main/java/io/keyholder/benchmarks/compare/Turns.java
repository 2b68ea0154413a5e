package io.keyholder.benchmarks.compare;

import java.util.Arrays;
import java.util.Locale;

/**
 * Measures a row in turns: ours and the peer's one after the other, so that a busy machine slows both alike. What
 * counts is the median of the ratios of neighbours. Stateless.
 */
final class Turns {
    private static final double MICROSECOND = 1_000;
    private static final double MOST_NANOS = 40e9;
    private static final int LEAST_TURNS = 7;

    private final long warmUpNanos;
    private final long turnNanos;
    private final int turns;
    /** What the last run returned: kept, so that no compiler leaves the run out. */
    private volatile Object last = this;

    private Turns(long warmUpNanos, long turnNanos, int turns) {
        this.warmUpNanos = warmUpNanos;
        this.turnNanos = turnNanos;
        this.turns = turns;
    }

    /** Long enough for figures. */
    static Turns full() {
        return new Turns(2_000_000_000L, 40_000_000, 31);
    }

    /** Only long enough to see that it runs. */
    static Turns smoke() {
        return new Turns(1, 1, 1);
    }

    /** The line of a row: times for one operation, and a ratio over 1 where ours is faster. */
    String line(Row row) throws Exception {
        int oursRuns = runsInATurn(row.ours());
        int peerRuns = runsInATurn(row.peer());
        int taken = turnsThatFit(row, oursRuns, peerRuns);
        double[] ours = new double[taken];
        double[] peer = new double[taken];
        double[] ratios = new double[taken];
        for (int turn = 0; turn < taken; turn++) {
            if (turn % 2 == 0) {
                ours[turn] = nanosOf(row.ours(), oursRuns);
                peer[turn] = nanosOf(row.peer(), peerRuns);
            } else {
                peer[turn] = nanosOf(row.peer(), peerRuns);
                ours[turn] = nanosOf(row.ours(), oursRuns);
            }
            ratios[turn] = peer[turn] / ours[turn];
        }
        if (last == this) {
            throw new IllegalStateException("nothing ran for " + row.name());
        }
        return String.format(
                Locale.ROOT,
                "%s ours %.3f us peer %s %.3f us ratio %.2f",
                row.name(),
                median(ours) / row.operations() / MICROSECOND,
                row.peerName(),
                median(peer) / row.operations() / MICROSECOND,
                median(ratios));
    }

    /** An odd number, fewer where a turn takes long. */
    private int turnsThatFit(Row row, int oursRuns, int peerRuns) throws Exception {
        if (turns == 1) {
            return 1;
        }
        double nanosOfATurn = nanosOf(row.ours(), oursRuns) * oursRuns + nanosOf(row.peer(), peerRuns) * peerRuns;
        int fitting = (int) Math.min(turns, Math.max(LEAST_TURNS, MOST_NANOS / nanosOfATurn));
        return Math.min(turns, fitting | 1);
    }

    private int runsInATurn(Subject subject) throws Exception {
        if (turns == 1) {
            return 1;
        }
        long begin = System.nanoTime();
        long runs = 0;
        long half = 0;
        while (System.nanoTime() - begin < warmUpNanos || runs == 0) {
            run(subject);
            runs++;
            half = System.nanoTime() - begin < warmUpNanos / 2 ? runs : half;
        }
        double nanosOfOne = (warmUpNanos / 2.0) / Math.max(1, runs - half);
        return (int) Math.max(1, Math.min(1_000_000, turnNanos / nanosOfOne));
    }

    private double nanosOf(Subject subject, int runs) throws Exception {
        long begin = System.nanoTime();
        for (int run = 0; run < runs; run++) {
            run(subject);
        }
        return (System.nanoTime() - begin) / (double) runs;
    }

    private void run(Subject subject) throws Exception {
        last = subject.run();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
