package io.keyholder.adapters.crypto.internal.password.lanes;

import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private final Batches batches;
    private final Object lock = new Object();
    private final JobQueue waiting = new JobQueue();
    private int computing;

    /** With as many batches at a time. */
    public LaneBcrypt(int cores) {
        this(cores, BcryptBatch::digests);
    }

    LaneBcrypt(int cores, Batches batches) {
        this.cores = cores;
        this.batches = batches;
    }

    /** Computes digests of one cost together, in the order of the inputs. */
    @FunctionalInterface
    interface Batches {
        List<byte[]> digests(List<BcryptBatch.Input> inputs, int cost);
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
        BcryptBatch.Input input = new BcryptBatch.Input(key, salt);
        Optional<byte[]> digest = Optional.empty();
        while (digest.isEmpty()) {
            digest = digestInABatch(input, cost);
        }
        return digest.get();
    }

    /** Absent when another caller, such as one that met a full heap, failed to compute the batch of this input. */
    private Optional<byte[]> digestInABatch(BcryptBatch.Input input, int cost) {
        Job job = new Job(input, cost);
        synchronized (lock) {
            if (computing < cores) {
                computing++;
                job.lead();
                job.release();
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

    /** What follows a batch is done without memory: a core that a full heap takes would never come back. */
    private void compute(Job leader) {
        try {
            List<BcryptBatch.Input> inputs = leader.inputs();
            List<byte[]> digests = batches.digests(inputs, leader.cost);
            for (int i = 0; i < inputs.size(); i++) {
                leader.batch[i].finish(digests.get(i));
            }
        } finally {
            leader.releaseBatch();
            handOver();
        }
    }

    /** The job that has waited longest leads the next batch, on its own thread. */
    private void handOver() {
        synchronized (lock) {
            Job next = waiting.pollLeader();
            if (next == null) {
                computing--;
            } else {
                next.release();
            }
        }
    }

    /** Jobs in the order in which they came, linked by themselves: no operation needs memory. Not thread-safe. */
    private static final class JobQueue {
        private @Nullable Job first;
        private @Nullable Job last;
        private int size;

        int size() {
            return size;
        }

        void add(Job job) {
            if (last == null) {
                first = job;
            } else {
                last.next = job;
            }
            last = job;
            size++;
        }

        /** The first job, with a batch of those that it can take along; null when none waits. */
        @Nullable
        Job pollLeader() {
            Job leader = first;
            if (leader == null) {
                return null;
            }
            Job job = leader.next;
            first = null;
            last = null;
            size = 0;
            leader.lead();
            while (job != null) {
                Job following = job.next;
                job.next = null;
                if (!leader.takeAlong(job)) {
                    add(job);
                }
                job = following;
            }
            return leader;
        }
    }

    /** One caller's digest: led by its own thread, or taken along by another. */
    private static final class Job {
        private final BcryptBatch.Input input;
        private final int cost;
        private final Job[] batch = new Job[BcryptBatch.MOST];
        private int batchSize;
        private @Nullable Job next;
        private Optional<byte[]> digest = Optional.empty();
        private boolean released;

        Job(BcryptBatch.Input input, int cost) {
            this.input = input;
            this.cost = cost;
        }

        boolean isLeader() {
            return batchSize > 0;
        }

        List<BcryptBatch.Input> inputs() {
            return Arrays.stream(batch, 0, batchSize).map(job -> job.input).toList();
        }

        void lead() {
            next = null;
            batch[0] = this;
            batchSize = 1;
        }

        boolean takeAlong(Job other) {
            if (other.cost != cost || batchSize == batch.length) {
                return false;
            }
            batch[batchSize] = other;
            batchSize++;
            return true;
        }

        void finish(byte[] computed) {
            digest = Optional.of(computed);
        }

        void releaseBatch() {
            for (int i = 0; i < batchSize; i++) {
                batch[i].release();
            }
        }

        synchronized void release() {
            released = true;
            notifyAll();
        }

        /** A digest is never given up half-way; an interrupt is kept for the caller. */
        synchronized void awaitTurn() {
            boolean interrupted = false;
            while (!released) {
                try {
                    wait();
                } catch (InterruptedException | OutOfMemoryError keptForLater) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Absent when the batch was not computed. */
        Optional<byte[]> digest() {
            return digest;
        }
    }
}
