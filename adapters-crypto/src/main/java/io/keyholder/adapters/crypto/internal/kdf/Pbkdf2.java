package io.keyholder.adapters.crypto.internal.kdf;

import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** PBKDF2 (RFC 8018 section 5.2) over an HMAC. Immutable and thread-safe. */
public final class Pbkdf2 implements KeyDerivation {
    /** The hash function under the HMAC. */
    public enum Hash {
        SHA1(20, 92) {
            @Override
            Digest digest() {
                return new SHA1Digest();
            }
        },
        SHA256(32, 62) {
            @Override
            Digest digest() {
                return new SHA256Digest();
            }
        };

        private final int sizeBytes;
        private final int iterationsPerRound;

        Hash(int sizeBytes, int iterationsPerRound) {
            this.sizeBytes = sizeBytes;
            this.iterationsPerRound = iterationsPerRound;
        }

        abstract Digest digest();
    }

    private final Hash hash;
    private final byte[] salt;
    private final int iterations;

    public Pbkdf2(Hash hash, byte[] salt, int iterations) {
        this.hash = hash;
        this.salt = salt.clone();
        this.iterations = iterations;
    }

    @Override
    public byte[] derive(byte[] password, int sizeBytes) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(hash.digest());
        generator.init(password, salt, iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(sizeBytes * Byte.SIZE)).getKey();
    }

    @Override
    public boolean tells(byte[] password) {
        return !KeyDerivation.endsInZero(password);
    }

    @Override
    public Optional<String> problem(ForeignHashLimits limits) {
        return limits.problemOfIterations(iterations);
    }

    @Override
    public long rounds(int sizeBytes) {
        long blocks = ((long) sizeBytes + hash.sizeBytes - 1) / hash.sizeBytes;
        return blocks * iterations / hash.iterationsPerRound;
    }
}
