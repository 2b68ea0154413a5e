package io.keyholder.adapters.crypto.internal.kdf;

import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 (RFC 9106). Immutable and thread-safe.
 *
 * @param type which of the three, as Bouncy Castle numbers them
 * @param version 0x13, or 0x10 of the time before the RFC
 */
public record Argon2(int type, int version, Salt salt, int memoryKib, int passes, int lanes) implements KeyDerivation {
    private static final int KIB_PER_ROUND = 70;

    /** A salt that is not handed out. */
    public static final class Salt {
        private final byte[] bytes;

        public Salt(byte[] bytes) {
            this.bytes = bytes.clone();
        }
    }

    @Override
    public byte[] derive(byte[] password, int sizeBytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withVersion(version)
                .withSalt(salt.bytes)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        byte[] key = new byte[sizeBytes];
        generator.generateBytes(password, key);
        return key;
    }

    /** Always: the password's length is part of what is hashed. */
    @Override
    public boolean tells(byte[] password) {
        return true;
    }

    @Override
    public Optional<String> problem(ForeignHashLimits limits) {
        return limits.problemOfMemory(memoryKib)
                .or(() -> limits.problemOfPasses(passes))
                .or(() -> limits.problemOfLanes(lanes));
    }

    @Override
    public long rounds(int sizeBytes) {
        return (long) memoryKib * passes / KIB_PER_ROUND;
    }
}
