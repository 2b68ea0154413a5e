package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.adapters.crypto.internal.keypair.RsaStrength;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.failure.CryptoException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The numbers of an RSA private key (RFC 8017 section 3.2), which fit each other. They cannot be wiped. Immutable. */
public final class RsaNumbers {
    private static final AlgorithmIdentifier RSA =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

    private static final int MOST_BITS = 16_384;
    private static final int MOST_BASES = 100;

    private final RSAPrivateKey key;

    private RsaNumbers(RSAPrivateKey key) {
        this.key = key;
    }

    /**
     * Numbers from elsewhere.
     *
     * @throws InvalidValueException when they contradict each other, or the key does not have a {@linkplain RsaStrength
     *     strength} that is used here
     */
    public static RsaNumbers of(RSAPrivateKey key) {
        int bits = key.getModulus().bitLength();
        if (bits > MOST_BITS) {
            throw new InvalidValueException("private key", "has " + bits + " bits, more than " + MOST_BITS);
        }
        if (!fits(key)) {
            throw new InvalidValueException("private key", "has numbers that contradict each other");
        }
        RsaStrength.problemOf(key.getModulus(), key.getPublicExponent()).ifPresent(problem -> {
            throw new InvalidValueException("private key", problem);
        });
        return new RsaNumbers(key);
    }

    /**
     * Numbers of a key that was written without its primes, which follow from the others (RFC 8017 section 3.2, NIST SP
     * 800-56B appendix C).
     *
     * @throws InvalidValueException when they contradict each other
     */
    static RsaNumbers withoutPrimes(BigInteger n, BigInteger e, BigInteger d) {
        if (n.bitLength() > MOST_BITS || d.compareTo(n) >= 0 || e.compareTo(n) >= 0 || n.signum() == 0) {
            throw new InvalidValueException("private key", "has numbers that contradict each other");
        }
        BigInteger p = primeOf(n, e.multiply(d).subtract(BigInteger.ONE));
        BigInteger q = n.divide(p);
        BigInteger larger = p.max(q);
        BigInteger smaller = p.min(q);
        return of(new RSAPrivateKey(
                n,
                e,
                d,
                larger,
                smaller,
                d.mod(larger.subtract(BigInteger.ONE)),
                d.mod(smaller.subtract(BigInteger.ONE)),
                smaller.modInverse(larger)));
    }

    /** A square root of 1 other than 1 and -1 shares a prime with n; a base gives one at least every second time. */
    private static BigInteger primeOf(BigInteger n, BigInteger multipleOfOrder) {
        int twos = Math.max(multipleOfOrder.getLowestSetBit(), 0);
        BigInteger odd = multipleOfOrder.shiftRight(twos);
        for (int base = 2; base < MOST_BASES; base++) {
            BigInteger root = BigInteger.valueOf(base).modPow(odd, n);
            for (int square = 0; square < twos; square++) {
                BigInteger prime = root.subtract(BigInteger.ONE).gcd(n);
                if (prime.compareTo(BigInteger.ONE) > 0 && prime.compareTo(n) < 0) {
                    return prime;
                }
                root = root.multiply(root).mod(n);
            }
        }
        throw new InvalidValueException("private key", "has numbers that contradict each other");
    }

    /**
     * Numbers in DER, all of it.
     *
     * @throws InvalidValueException when it is no PKCS#8 of such a key, which the parser reports in many ways
     */
    public static RsaNumbers ofPkcs8(byte[] pkcs8) {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
            if (!PKCSObjectIdentifiers.rsaEncryption.equals(
                    info.getPrivateKeyAlgorithm().getAlgorithm())) {
                throw new InvalidValueException("private key", "is not an RSA key");
            }
            return of(RSAPrivateKey.getInstance(info.parsePrivateKey()));
        } catch (InvalidValueException said) {
            throw said;
        } catch (IOException | RuntimeException malformed) {
            throw new InvalidValueException("private key", "is not in PKCS #8 form");
        }
    }

    RSAPrivateKey asn1() {
        return key;
    }

    public EncryptionPrivateKey toPrivateKey() {
        try {
            byte[] pkcs8 = new PrivateKeyInfo(RSA, key).getEncoded("DER");
            try {
                return EncryptionPrivateKey.ofPkcs8(pkcs8);
            } finally {
                Arrays.fill(pkcs8, (byte) 0);
            }
        } catch (IOException failed) {
            throw new CryptoException("a private key could not be encoded", failed);
        }
    }

    byte[] spki() {
        try {
            return new SubjectPublicKeyInfo(RSA, new RSAPublicKey(key.getModulus(), key.getPublicExponent()))
                    .getEncoded("DER");
        } catch (IOException failed) {
            throw new CryptoException("a public key could not be encoded", failed);
        }
    }

    private static boolean fits(RSAPrivateKey key) {
        BigInteger p = key.getPrime1();
        BigInteger q = key.getPrime2();
        if (p.compareTo(BigInteger.TWO) <= 0 || q.compareTo(BigInteger.TWO) <= 0) {
            return false;
        }
        BigInteger pMinus1 = p.subtract(BigInteger.ONE);
        BigInteger qMinus1 = q.subtract(BigInteger.ONE);
        BigInteger d = key.getPrivateExponent();
        BigInteger product = d.multiply(key.getPublicExponent());
        return key.getModulus().equals(p.multiply(q))
                && product.mod(pMinus1).equals(BigInteger.ONE)
                && product.mod(qMinus1).equals(BigInteger.ONE)
                && key.getExponent1().equals(d.mod(pMinus1))
                && key.getExponent2().equals(d.mod(qMinus1))
                && key.getCoefficient().multiply(q).mod(p).equals(BigInteger.ONE)
                && key.getCoefficient().compareTo(p) < 0
                && key.getCoefficient().signum() > 0;
    }
}
