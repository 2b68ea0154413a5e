package io.keyholder.adapters.memory.internal.h2.table;

/** A row that holds a document, and by which it is known again. */
interface DocumentRow {
    String idText();

    String revisionText();

    int checksum();

    /** As it was read; not to be changed. */
    byte[] document();

    /** Whether the row is what was written. */
    boolean isIntact();
}
