package io.keyholder.benchmarks.compare;

import java.util.Locale;

/**
 * A line of the comparison that is counted, not timed: the same on any machine.
 *
 * @param name what is counted
 * @param unit of both values
 * @param ours our side
 * @param peerName who does the same
 * @param peer the peer's side
 */
record Amount(String name, String unit, double ours, String peerName, double peer) {
    private static final int FEW = 100;

    /** The ratio is over 1 where ours is less; nothing beside nothing is 1. */
    String line() {
        double ratio = ours == 0 ? (peer == 0 ? 1 : Double.POSITIVE_INFINITY) : peer / ours;
        return String.format(
                Locale.ROOT,
                "%s ours %s %s peer %s %s %s ratio %.2f",
                name,
                shown(ours),
                unit,
                peerName,
                shown(peer),
                unit,
                ratio);
    }

    /** Few things are told apart from none. */
    private static String shown(double value) {
        return String.format(Locale.ROOT, value < FEW ? "%.2f" : "%.0f", value);
    }
}
