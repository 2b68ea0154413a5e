package io.keyholder.adapters.memory.internal.h2.transaction;

import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Runs transactions one after the other and makes them durable many at a time: who waits while another is at it shares
 * the next round.
 *
 * <p>A round and the transactions exclude each other, so what a round writes never holds a transaction that has only
 * begun, and a process killed at any moment leaves nothing for H2 to roll back. While they overlapped, H2 2.5.252 came
 * back after a kill without changes that were acknowledged (seen by H2KilledProcessTest within a dozen kills). The lock
 * is fair, so those who wait to write go before the round that will cover them. Thread-safe.
 */
public final class GroupCommit {
    private final ReentrantLock writing;
    private final Round round;
    private final AtomicLong arrivals = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private long lastNumber;
    private long lastCovered;
    private boolean broken;
    private final AtomicLong losses = new AtomicLong();

    /** @param writing the fair lock of the store, shared by all that write to it in this process */
    public GroupCommit(ReentrantLock writing, Round round) {
        this.writing = writing;
        this.round = round;
    }

    /** The lock that all group commits of one store share. */
    public static ReentrantLock newLock() {
        return new ReentrantLock(true);
    }

    /** Makes everything durable that was committed before it began. */
    @FunctionalInterface
    public interface Round {
        /** @param atLeast the last of the transactions that will be durable for certain */
        void run(long atLeast);
    }

    /**
     * Runs a transaction and returns its result once it is durable.
     *
     * <p>An error of the virtual machine, such as a full heap, means nothing for the disk: the next round goes on.
     * Whether what waited is durable is not known.
     *
     * @throws StoreUnavailableException when the round met such an error, or the store was opened again meanwhile
     * @throws StoreException when the round failed. What the disk holds is not known then, and a later round could
     *     succeed without it; so every later wait for something new fails as well
     */
    <T> T durably(Supplier<WriteTransaction.Committed<T>> transaction) {
        long arrival;
        long before;
        WriteTransaction.Committed<T> committed;
        writing.lock();
        try {
            committed = transaction.get();
            lastNumber = Math.max(lastNumber, committed.number());
            arrival = arrivals.incrementAndGet();
            before = losses.get();
        } finally {
            writing.unlock();
        }
        awaitRound(arrival);
        if (losses.get() != before) {
            throw new StoreUnavailableException(
                    "the store was opened again before the write was known to be durable; read whether it is there",
                    null);
        }
        return committed.result();
    }

    /**
     * Lets no earlier transaction become acknowledged, because the database is opened again from its file. Called under
     * the lock of the store.
     */
    public void lose() {
        losses.incrementAndGet();
    }

    /** Whether a write could not be made durable, so that it is unknown what the disk holds of it. */
    public boolean isBroken() {
        turn.lock();
        try {
            return broken;
        } finally {
            turn.unlock();
        }
    }

    private void awaitRound(long arrival) {
        turn.lock();
        try {
            if (lastCovered < arrival) {
                runRound();
            }
        } finally {
            turn.unlock();
        }
    }

    private void runRound() {
        if (broken) {
            throw new StoreException(
                    "an earlier write could not be made durable; the store takes no more until it is opened again",
                    null);
        }
        writing.lock();
        try {
            long covered = arrivals.get();
            broken = true;
            round.run(lastNumber);
            broken = false;
            lastCovered = covered;
        } catch (VirtualMachineError | StoreUnavailableException notOfTheDisk) {
            broken = false;
            losses.incrementAndGet();
            throw notOfTheDisk;
        } finally {
            writing.unlock();
        }
    }
}
