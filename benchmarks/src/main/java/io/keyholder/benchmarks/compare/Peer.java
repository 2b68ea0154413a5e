package io.keyholder.benchmarks.compare;

/**
 * Who does the same as we, or the least of it.
 *
 * @param name in the row
 * @param subject what it does
 */
record Peer(String name, Subject subject) {}
