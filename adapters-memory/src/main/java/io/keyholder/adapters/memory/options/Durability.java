package io.keyholder.adapters.memory.options;

/** What an acknowledged write survives. Reads and atomicity are the same for each. */
public enum Durability {
    /**
     * A power cut: the database file was forced to the disk before the answer. Writers that wait at the same time share
     * one such force.
     */
    SYNCED("CHECKPOINT SYNC"),
    /**
     * A killed process, but not a power cut or a crash of the operating system: the database file was handed to the
     * operating system before the answer, and the last seconds may be missing after a power cut.
     */
    PROCESS_CRASH_SAFE("CHECKPOINT");

    private final String statement;

    Durability(String statement) {
        this.statement = statement;
    }

    /** The statement that makes everything committed before it durable in this sense. */
    public String statement() {
        return statement;
    }
}
