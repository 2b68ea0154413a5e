package io.keyholder.benchmarks.compare;

/** How much is measured. */
enum Scale {
    /** Enough for figures. */
    FULL,
    /** Only enough to see that it runs. */
    SMOKE;

    /** One of two amounts. */
    int of(int full, int smoke) {
        return this == FULL ? full : smoke;
    }
}
