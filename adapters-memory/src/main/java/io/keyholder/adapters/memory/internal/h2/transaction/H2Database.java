package io.keyholder.adapters.memory.internal.h2.transaction;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Sessions;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Work;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * One opening of a database: runs reads, and writes that are durable when they answer, until it is closed. Closing
 * waits for the work under way. Thread-safe.
 */
public final class H2Database {
    private static final int ERA_SIZE_BYTES = 6;

    private final H2Sessions sessions;
    private final GroupCommit commits;
    private final GroupCommit unforced;
    private final String era = newEra();
    private final OpenWork work = new OpenWork();

    /**
     * @param unforced for writes that need not survive a power cut; the same as {@code commits} when there is no other
     */
    public H2Database(H2Sessions sessions, GroupCommit commits, GroupCommit unforced) {
        this.sessions = sessions;
        this.commits = commits;
        this.unforced = unforced;
    }

    /** The result of reading. */
    public <T> T read(H2Work<T> reading) {
        return whileOpen(() -> sessions.use("the store could not be read", reading));
    }

    /** The result of a transaction, once it is durable. */
    public <T> T write(WriteTransaction.Work<T> writing) {
        return write(writing, commits);
    }

    /** The result of a transaction, once it survives the death of this process. A power cut may take it back. */
    public <T> T writeUnforced(WriteTransaction.Work<T> writing) {
        return write(writing, unforced);
    }

    private <T> T write(WriteTransaction.Work<T> writing, GroupCommit group) {
        return whileOpen(() -> group.durably(() -> sessions.use(
                "the store could not be written", session -> WriteTransaction.run(session, era, writing))));
    }

    /**
     * Does nothing while this is open.
     *
     * @throws StoreUnavailableException when it was closed
     */
    public void requireOpen() {
        whileOpen(() -> era);
    }

    /** Lets no more work in and runs {@code release}; repeating it does nothing. */
    public void close(Runnable release) {
        work.close(release);
    }

    private <T> T whileOpen(Supplier<T> task) {
        if (!work.enter()) {
            throw new StoreUnavailableException("the store was closed", null);
        }
        try {
            return task.get();
        } finally {
            work.leave();
        }
    }

    /** What distinguishes the revisions of one opening from those of any other. */
    public static String newEra() {
        byte[] random = new byte[ERA_SIZE_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
