package io.keyholder.benchmarks.compare;

import java.util.List;

/** Rows that share what they are measured on, such as a store with users. */
interface Group extends AutoCloseable {
    /** The rows, which are measured in this order. */
    List<Row> rows();

    @Override
    default void close() {}
}
