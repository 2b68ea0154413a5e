package io.keyholder.benchmarks.compare;

/**
 * One line of the comparison.
 *
 * @param name what is measured
 * @param operations how many operations one run of either side is
 * @param ours our side
 * @param peerName who does the same
 * @param peer the peer's side
 */
record Row(String name, int operations, Subject ours, String peerName, Subject peer) {}
