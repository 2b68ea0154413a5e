package io.keyholder.adapters.crypto.internal.kdf;

import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Optional;
import org.bouncycastle.crypto.generators.SCrypt;

/** scrypt (RFC 7914). Immutable and thread-safe. */
public final class Scrypt implements KeyDerivation {
    private static final int BLOCK_BYTES = 128;
    private static final int BLOCKS_PER_ROUND = 130;

    private final byte[] salt;
    private final int cost;
    private final int blockSize;
    private final int parallelization;

    /**
     * @param cost N, a power of two over 1
     * @param blockSize r, over 0; with 1 the cost must be under 2^16
     * @param parallelization p, over 0
     */
    public Scrypt(byte[] salt, int cost, int blockSize, int parallelization) {
        this.salt = salt.clone();
        this.cost = cost;
        this.blockSize = blockSize;
        this.parallelization = parallelization;
    }

    @Override
    public byte[] derive(byte[] password, int sizeBytes) {
        return SCrypt.generate(password, salt, cost, blockSize, parallelization, sizeBytes);
    }

    @Override
    public boolean tells(byte[] password) {
        return !KeyDerivation.endsInZero(password);
    }

    @Override
    public Optional<String> problem(ForeignHashLimits limits) {
        return limits.problemOfMemory((long) BLOCK_BYTES * cost * blockSize / 1_024)
                .or(() -> limits.problemOfLanes(parallelization));
    }

    @Override
    public long rounds(int sizeBytes) {
        return (long) cost * blockSize * parallelization / BLOCKS_PER_ROUND;
    }
}
