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
    /** The ratio is over 1 where ours is less; nothing beside nothing is 1. */
    String line() {
        double ratio = ours == 0 ? (peer == 0 ? 1 : Double.POSITIVE_INFINITY) : peer / ours;
        return String.format(
                Locale.ROOT,
                "%s ours %.0f %s peer %s %.0f %s ratio %.2f",
                name,
                ours,
                unit,
                peerName,
                peer,
                unit,
                ratio);
    }
}
