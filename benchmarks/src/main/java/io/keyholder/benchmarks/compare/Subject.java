package io.keyholder.benchmarks.compare;

/** What is measured. */
@FunctionalInterface
interface Subject {
    /** Does it once. Returns something that depends on what was done, so that nothing is left out. */
    Object run() throws Exception;
}
