package io.keyholder.adapters.crypto.internal.password.lanes;

import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * Bcrypt as variants 2a, 2b and 2y define it, for many callers at once. As many batches are computed at a time as there
 * are cores. What comes while all are taken waits, and the next batch takes up to {@value BcryptBatch#MOST} of those
 * that wait, if their cost is that of the first. A digest that comes while a core is free never waits for others. The
 * work is done on the callers' threads. Thread-safe.
 */
public final class LaneBcrypt implements BcryptFunction {
    /** Of the key 01 and a salt of zeros after one round: too few for any password, enough to see a fault. */
    private static final String DIGEST_OF_ONE_ROUND = "6e7bb179535e0520467c647372d36d45bb39da29f68182";

    private final int cores;
    private final Object lock = new Object();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private int computing;

    /** With as many batches at a time. */
    public LaneBcrypt(int cores) {
        this.cores = cores;
    }

    /** How many digests a core computes together. */
    public static int lanes() {
        return BcryptBatch.MOST;
    }

    /**
     * Whether every kernel computes the same on this machine and by this compiler, and what bcrypt computes. A quick
     * check for hosts where it does not.
     */
    public static boolean isSound() {
        BcryptBatch.Input input = new BcryptBatch.Input(new byte[] {1}, new byte[SALT_BYTES]);
        return IntStream.rangeClosed(1, BcryptBatch.MOST)
                .mapToObj(count -> BcryptBatch.digests(Collections.nCopies(count, input), 0))
                .flatMap(List::stream)
                .allMatch(digest -> HexFormat.of().formatHex(digest).equals(DIGEST_OF_ONE_ROUND));
    }

    @Override
    public byte[] digest(byte[] key, byte[] salt, int cost) {
        if (key.length > MAX_KEY_BYTES || salt.length != SALT_BYTES || cost < 4 || cost > 31) {
            throw new IllegalArgumentException("bcrypt takes keys of at most " + MAX_KEY_BYTES + " bytes, salts of "
                    + SALT_BYTES + " and costs of 4 to 31");
        }
        Job job = new Job(new BcryptBatch.Input(key, salt), cost);
        synchronized (lock) {
            if (computing < cores) {
                computing++;
                job.lead(List.of());
            } else {
                waiting.add(job);
            }
        }
        job.awaitTurn();
        if (job.isLeader()) {
            compute(job);
        }
        return job.digest();
    }

    /** How many digests wait for a core. */
    int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    private void compute(Job leader) {
        List<Job> batch = leader.batch();
        try {
            List<byte[]> digests =
                    BcryptBatch.digests(batch.stream().map(Job::input).toList(), leader.cost());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).finish(digests.get(i));
            }
        } finally {
            batch.forEach(Job::release);
            handOver();
        }
    }

    /** The job that has waited longest leads the next batch, on its own thread. */
    private void handOver() {
        synchronized (lock) {
            Job next = waiting.poll();
            if (next == null) {
                computing--;
            } else {
                next.lead(companionsOf(next));
            }
        }
    }

    private List<Job> companionsOf(Job leader) {
        List<Job> companions = new ArrayList<>();
        Iterator<Job> others = waiting.iterator();
        while (others.hasNext() && companions.size() < BcryptBatch.MOST - 1) {
            Job other = others.next();
            if (other.cost() == leader.cost()) {
                others.remove();
                companions.add(other);
            }
        }
        return companions;
    }

    /** One caller's digest: led by its own thread, or taken along by another. */
    private static final class Job {
        private final BcryptBatch.Input input;
        private final int cost;
        private final CountDownLatch turn = new CountDownLatch(1);
        private volatile List<Job> batch = List.of();
        private volatile Optional<byte[]> digest = Optional.empty();

        Job(BcryptBatch.Input input, int cost) {
            this.input = input;
            this.cost = cost;
        }

        BcryptBatch.Input input() {
            return input;
        }

        int cost() {
            return cost;
        }

        List<Job> batch() {
            return batch;
        }

        boolean isLeader() {
            return !batch.isEmpty();
        }

        void lead(List<Job> companions) {
            List<Job> all = new ArrayList<>(List.of(this));
            all.addAll(companions);
            batch = all;
            turn.countDown();
        }

        void finish(byte[] computed) {
            digest = Optional.of(computed);
        }

        void release() {
            turn.countDown();
        }

        /** A digest is never given up half-way; an interrupt is kept for the caller. */
        void awaitTurn() {
            boolean interrupted = false;
            while (turn.getCount() > 0) {
                try {
                    turn.await();
                } catch (InterruptedException keptForLater) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        byte[] digest() {
            return digest.orElseThrow(() -> new IllegalStateException("the batch of this digest was not finished"));
        }
    }
}
