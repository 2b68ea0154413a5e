package io.keyholder.testkit.sample;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** RSA-2048 pairs that every Java platform uses, made once a process because making them takes time. */
public final class TestKeyPairs {
    private static final KeyPair MARY = generate(2_048);
    private static final KeyPair JOHN = generate(2_048);
    private static final KeyPair WEAK = generate(1_024);

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
        return copy(WEAK, KeyPadding.OAEP_SHA256);
    }

    private static EncryptionKeyPair copy(KeyPair pair, KeyPadding padding) {
        return new EncryptionKeyPair(
                EncryptionPublicKey.ofSpki(pair.getPublic().getEncoded(), padding),
                EncryptionPrivateKey.ofPkcs8(pair.getPrivate().getEncoded()));
    }

    private static KeyPair generate(int sizeBits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(sizeBits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform makes RSA keys", impossible);
        }
    }
}
