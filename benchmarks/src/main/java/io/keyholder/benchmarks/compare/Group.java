package io.keyholder.benchmarks.compare;

import java.util.List;

/** Rows that share what they are measured on, such as a store with users. */
interface Group extends AutoCloseable {
    /** The rows, which are measured in this order. */
    List<Row> rows();

    /** What is counted, after the rows were measured. */
    default List<Amount> amounts() throws Exception {
        return List.of();
    }

    @Override
    default void close() {}
}
