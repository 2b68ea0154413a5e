package io.keyholder.adapters.crypto.internal.keypair;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Which RSA keys are used here: those of at least {@value #LEAST_BITS} bits, and those of iCure's form, which have
 * {@value #ICURE_BITS} bits and the exponent 65537 (FORMATS section 9). Stateless.
 */
public final class RsaStrength {
    /** The size of the keys that iCure's clients make. */
    public static final int ICURE_BITS = 2_048;
    /** The fewest bits of a key in any other form. */
    public static final int LEAST_BITS = 3_072;

    private static final BigInteger ICURE_EXPONENT = BigInteger.valueOf(65_537);

    private RsaStrength() {}

    /** What a refusal says of such a key; empty when it is used. */
    public static Optional<String> problemOf(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        if (bits >= LEAST_BITS || (bits == ICURE_BITS && exponent.equals(ICURE_EXPONENT))) {
            return Optional.empty();
        }
        if (bits < ICURE_BITS) {
            return Optional.of("has " + bits + " bits, fewer than " + ICURE_BITS);
        }
        return Optional.of("has " + bits + " bits, fewer than " + LEAST_BITS + ", and is not in iCure's form of "
                + ICURE_BITS + " bits with exponent " + ICURE_EXPONENT);
    }
}
