package io.keyholder.adapters.memory;

import io.keyholder.ports.persistence.StoreException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes committed transactions durable, many at a time: who waits while somebody else is at it shares the next round.
 * Transactions are numbered in the order of their commits. Thread-safe.
 */
final class GroupCommit {
    private final Round round;
    private final AtomicLong lastCommitted = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private long lastDurable = -1;
    private boolean broken;

    GroupCommit(Round round) {
        this.round = round;
    }

    /** Makes everything durable that was committed before it began. */
    @FunctionalInterface
    interface Round {
        /**
         * @param atLeast the last of the transactions that will be durable for certain
         */
        void run(long atLeast);
    }

    /**
     * Returns once the transaction of this number and all before it are durable.
     *
     * @throws StoreException when the round failed. What the disk holds is not known then,
     *     and a later round could succeed without it; so every later wait for something new fails as well
     */
    void awaitDurable(long committed) {
        lastCommitted.accumulateAndGet(committed, Math::max);
        turn.lock();
        try {
            if (lastDurable < committed) {
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
        long covered = lastCommitted.get();
        broken = true;
        round.run(covered);
        broken = false;
        lastDurable = covered;
    }
}
