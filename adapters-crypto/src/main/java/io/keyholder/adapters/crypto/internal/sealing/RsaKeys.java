package io.keyholder.adapters.crypto.internal.sealing;

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
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** RSA keys as the platform's providers need them. Stateless. */
final class RsaKeys {
    private static final int LEAST_BITS = 2_048;
    private static final int MOST_BITS = 8_192;

    private RsaKeys() {}

    /**
     * The public half.
     *
     * @param what what a refusal calls it
     * @throws InvalidValueException when it is not an RSA key of {@value #LEAST_BITS} to {@value #MOST_BITS} bits
     */
    static RSAPublicKey publicKey(String what, EncryptionPublicKey encoded) {
        try {
            RSAPublicKey key =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded.spki()));
            int bits = key.getModulus().bitLength();
            if (bits < LEAST_BITS || bits > MOST_BITS) {
                throw new InvalidValueException(
                        what, "has " + bits + " bits, outside " + LEAST_BITS + " to " + MOST_BITS);
            }
            return key;
        } catch (InvalidKeySpecException notRsa) {
            throw new InvalidValueException(what, "is not an RSA key in X.509 form");
        } catch (NoSuchAlgorithmException failed) {
            throw new CryptoException("the platform has no RSA", failed);
        }
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
