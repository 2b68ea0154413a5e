package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.key.EncryptionPublicKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Public keys as the plain adapters of these tests read them. */
final class PlainRsa {
    private PlainRsa() {}

    static RSAPublicKey of(EncryptionPublicKey encoded) throws GeneralSecurityException {
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded.spki()));
    }

    /** Whether the ports promise to use it. */
    static boolean isUsed(EncryptionPublicKey encoded) throws GeneralSecurityException {
        return isStrong(encoded) && isDer(encoded);
    }

    static boolean isStrong(EncryptionPublicKey encoded) throws GeneralSecurityException {
        RSAPublicKey key = of(encoded);
        int bits = key.getModulus().bitLength();
        boolean isOfIcure = bits == 2_048 && key.getPublicExponent().equals(BigInteger.valueOf(65_537));
        return bits >= 3_072 || isOfIcure;
    }

    static boolean isDer(EncryptionPublicKey encoded) throws GeneralSecurityException {
        RSAPublicKey key = of(encoded);
        byte[] der = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                .getEncoded();
        return Arrays.equals(der, encoded.spki());
    }
}
