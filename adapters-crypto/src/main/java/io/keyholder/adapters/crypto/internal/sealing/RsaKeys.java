package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.adapters.crypto.internal.keypair.RsaStrength;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.ports.failure.CryptoException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** RSA keys as the platform's providers need them. Stateless. */
final class RsaKeys {
    private static final int MOST_BITS = 8_192;

    private RsaKeys() {}

    /**
     * The public half.
     *
     * @param what what a refusal calls it
     * @throws InvalidValueException when it is not an RSA key of a {@linkplain RsaStrength strength} that is used here,
     *     has more than {@value #MOST_BITS} bits, or is in another encoding than DER's, so that it would have two
     *     fingerprints
     */
    static RSAPublicKey publicKey(String what, EncryptionPublicKey encoded) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            byte[] spki = encoded.spki();
            RSAPublicKey key = (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(spki));
            requireStrong(what, key);
            if (!Arrays.equals(spki, canonical(factory, key))) {
                throw new InvalidValueException(what, "is not in the one encoding that DER has for an RSA key");
            }
            return key;
        } catch (InvalidKeySpecException notRsa) {
            throw new InvalidValueException(what, "is not an RSA key in X.509 form");
        } catch (NoSuchAlgorithmException failed) {
            throw new CryptoException("the platform has no RSA", failed);
        }
    }

    private static void requireStrong(String what, RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits > MOST_BITS) {
            throw new InvalidValueException(what, "has " + bits + " bits, more than " + MOST_BITS);
        }
        RsaStrength.problemOf(key.getModulus(), key.getPublicExponent()).ifPresent(problem -> {
            throw new InvalidValueException(what, problem);
        });
    }

    private static byte[] canonical(KeyFactory factory, RSAPublicKey key) throws InvalidKeySpecException {
        return factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                .getEncoded();
    }

    /** The private half; its encoding is wiped. */
    static PrivateKey privateKey(EncryptionPrivateKey key) throws GeneralSecurityException {
        byte[] pkcs8 = key.pkcs8();
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }
}
