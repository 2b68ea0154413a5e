package io.keyholder.adapters.crypto;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.KeyPadding;
import java.security.SecureRandom;
import java.util.Set;

/**
 * What a host may choose about {@link BouncyCastleCrypto}. Immutable: each {@code with} method returns new options.
 *
 * <p>The defaults: bcrypt at cost {@value #DEFAULT_BCRYPT_COST}, stored bcrypt hashes accepted up to cost
 * {@value #DEFAULT_MAX_ACCEPTED_BCRYPT_COST}, RSA keys of {@value #DEFAULT_KEY_SIZE_BITS} bits for OAEP with SHA-256,
 * private key files under {@value #DEFAULT_PBKDF2_ITERATIONS} iterations of PBKDF2-HMAC-SHA256, and the platform's
 * {@link SecureRandom}.
 */
public final class CryptoOptions {
    /** The bcrypt cost of new hashes, unless chosen otherwise. */
    public static final int DEFAULT_BCRYPT_COST = 12;
    /** The highest bcrypt cost accepted from storage, unless chosen otherwise: four times the default's work. */
    public static final int DEFAULT_MAX_ACCEPTED_BCRYPT_COST = 14;
    /** The size of new RSA keys in bits, unless chosen otherwise. */
    public static final int DEFAULT_KEY_SIZE_BITS = 3072;
    /** The PBKDF2 iterations of private key files, unless chosen otherwise. */
    public static final int DEFAULT_PBKDF2_ITERATIONS = 600_000;

    private static final int ICURE_KEY_SIZE_BITS = 2048;
    private static final Set<Integer> KEY_SIZES_BITS = Set.of(ICURE_KEY_SIZE_BITS, DEFAULT_KEY_SIZE_BITS, 4096);
    private static final int LEAST_PBKDF2_ITERATIONS = 1_000;
    private static final int MOST_PBKDF2_ITERATIONS = 10_000_000;

    private final BcryptLimits bcryptLimits;
    private final int keySizeBits;
    private final KeyPadding padding;
    private final int pbkdf2Iterations;
    private final SecureRandom secureRandom;

    private CryptoOptions(
            BcryptLimits bcryptLimits,
            int keySizeBits,
            KeyPadding padding,
            int pbkdf2Iterations,
            SecureRandom secureRandom) {
        this.bcryptLimits = bcryptLimits;
        this.keySizeBits = keySizeBits;
        this.padding = padding;
        this.pbkdf2Iterations = pbkdf2Iterations;
        this.secureRandom = secureRandom;
    }

    /** The defaults named above. */
    public static CryptoOptions defaults() {
        return new CryptoOptions(
                new BcryptLimits(DEFAULT_BCRYPT_COST, DEFAULT_MAX_ACCEPTED_BCRYPT_COST),
                DEFAULT_KEY_SIZE_BITS,
                KeyPadding.OAEP_SHA256,
                DEFAULT_PBKDF2_ITERATIONS,
                new SecureRandom());
    }

    /**
     * With another bcrypt cost for new hashes: the base-2 logarithm of the rounds. The cost accepted from storage rises
     * with it where it must. Under 10 is for tests only.
     *
     * @throws InvalidValueException when outside 4 to 16
     */
    public CryptoOptions withBcryptCost(int cost) {
        return withBcryptLimits(bcryptLimits.withCost(cost));
    }

    /**
     * With another bound on the cost of stored bcrypt hashes; one above it is unreadable and is never computed.
     *
     * @throws InvalidValueException when under the cost of new hashes or over 16
     */
    public CryptoOptions withMaxAcceptedBcryptCost(int cost) {
        return withBcryptLimits(new BcryptLimits(bcryptLimits.cost(), cost));
    }

    /**
     * With RSA keys of another size.
     *
     * @throws InvalidValueException when not 2048, 3072 or 4096
     */
    public CryptoOptions withKeySizeBits(int bits) {
        if (!KEY_SIZES_BITS.contains(bits)) {
            throw new InvalidValueException("key size", "is " + bits + " bits, not 2048, 3072 or 4096");
        }
        return new CryptoOptions(bcryptLimits, bits, padding, pbkdf2Iterations, secureRandom);
    }

    /** With keys for another padding: {@link KeyPadding#OAEP_SHA1} for older iCure clients. */
    public CryptoOptions withPadding(KeyPadding newPadding) {
        return new CryptoOptions(bcryptLimits, keySizeBits, newPadding, pbkdf2Iterations, secureRandom);
    }

    /** With keys as iCure makes them: RSA-2048 (FORMATS section 9). The padding stays as it was chosen. */
    public CryptoOptions icureCompatible() {
        return withKeySizeBits(ICURE_KEY_SIZE_BITS);
    }

    /**
     * With another number of PBKDF2-HMAC-SHA256 iterations for private key files. Under 600,000 is for tests only.
     *
     * @throws InvalidValueException when outside 1,000 to 10,000,000
     */
    public CryptoOptions withPbkdf2Iterations(int iterations) {
        if (iterations < LEAST_PBKDF2_ITERATIONS || iterations > MOST_PBKDF2_ITERATIONS) {
            throw new InvalidValueException(
                    "PBKDF2 iteration count",
                    "is " + iterations + ", outside " + LEAST_PBKDF2_ITERATIONS + " to " + MOST_PBKDF2_ITERATIONS);
        }
        return new CryptoOptions(bcryptLimits, keySizeBits, padding, iterations, secureRandom);
    }

    /** With another source of salts, secrets and keys, which MUST be thread-safe and unpredictable. */
    public CryptoOptions withSecureRandom(SecureRandom random) {
        return new CryptoOptions(bcryptLimits, keySizeBits, padding, pbkdf2Iterations, random);
    }

    /** The bcrypt cost of new hashes. */
    public int bcryptCost() {
        return bcryptLimits.cost();
    }

    /** The highest bcrypt cost accepted from storage. */
    public int maxAcceptedBcryptCost() {
        return bcryptLimits.maxAcceptedCost();
    }

    /** The size of new RSA keys in bits. */
    public int keySizeBits() {
        return keySizeBits;
    }

    /** The padding that new keys are for. */
    public KeyPadding padding() {
        return padding;
    }

    /** The PBKDF2-HMAC-SHA256 iterations of private key files. */
    public int pbkdf2Iterations() {
        return pbkdf2Iterations;
    }

    SecureRandom secureRandom() {
        return secureRandom;
    }

    BcryptLimits bcryptLimits() {
        return bcryptLimits;
    }

    private CryptoOptions withBcryptLimits(BcryptLimits limits) {
        return new CryptoOptions(limits, keySizeBits, padding, pbkdf2Iterations, secureRandom);
    }
}
