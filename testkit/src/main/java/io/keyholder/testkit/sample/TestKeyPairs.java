package io.keyholder.testkit.sample;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** RSA-2048 pairs that every Java platform uses, made once a process because making them takes time. */
public final class TestKeyPairs {
    private static final KeyPair MARY = generate(2_048, RSAKeyGenParameterSpec.F4);
    private static final KeyPair JOHN = generate(2_048, RSAKeyGenParameterSpec.F4);

    private TestKeyPairs() {}

    /** The same pair each time, for OAEP with SHA-256; the caller closes this copy. */
    public static EncryptionKeyPair mary() {
        return mary(KeyPadding.OAEP_SHA256);
    }

    /** That pair for another padding: a real key has only one. */
    public static EncryptionKeyPair mary(KeyPadding padding) {
        return copy(MARY, padding);
    }

    /** Another pair, the same each time; the caller closes this copy. */
    public static EncryptionKeyPair john() {
        return copy(JOHN, KeyPadding.OAEP_SHA256);
    }

    /** A pair of 1024 bits, for tests alone. */
    public static EncryptionKeyPair weak() {
        return copy(Weak.SHORT, KeyPadding.OAEP_SHA256);
    }

    /**
     * Pairs that no port uses: {@link #weak}, one of 2048 bits with another exponent than iCure's, and one between that
     * size and 3072 bits.
     */
    public static List<EncryptionKeyPair> allWeak() {
        return Stream.of(Weak.SHORT, Weak.OTHER_EXPONENT, Weak.OTHER_SIZE)
                .map(pair -> copy(pair, KeyPadding.OAEP_SHA256))
                .toList();
    }

    /** The first pair with its public half in an encoding that is not DER's: the same key with another fingerprint. */
    public static EncryptionKeyPair maryEncodedOtherwise() {
        byte[] spki = MARY.getPublic().getEncoded();
        byte[] withoutNull =
                HexFormat.of().parseHex("30820120300b" + "06092a864886f70d010101" + "00".repeat(spki.length - 19));
        System.arraycopy(spki, 19, withoutNull, 17, spki.length - 19);
        return new EncryptionKeyPair(
                EncryptionPublicKey.ofSpki(withoutNull, KeyPadding.OAEP_SHA256),
                EncryptionPrivateKey.ofPkcs8(MARY.getPrivate().getEncoded()));
    }

    private static EncryptionKeyPair copy(KeyPair pair, KeyPadding padding) {
        return new EncryptionKeyPair(
                EncryptionPublicKey.ofSpki(pair.getPublic().getEncoded(), padding),
                EncryptionPrivateKey.ofPkcs8(pair.getPrivate().getEncoded()));
    }

    private static KeyPair generate(int sizeBits, BigInteger exponent) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(sizeBits, exponent));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform makes RSA keys", impossible);
        }
    }

    /** Made when first asked for. */
    private static final class Weak {
        static final KeyPair SHORT = generate(1_024, RSAKeyGenParameterSpec.F4);
        static final KeyPair OTHER_EXPONENT = generate(2_048, RSAKeyGenParameterSpec.F0);
        static final KeyPair OTHER_SIZE = generate(2_056, RSAKeyGenParameterSpec.F4);
    }
}
