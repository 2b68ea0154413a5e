package io.keyholder.testkit.internal;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads encrypted PKCS#8 in PEM with the Java platform alone, which knows PBES2 with PBKDF2 and ASCII passphrases. */
public final class PlatformPem {
    private PlatformPem() {}

    public static byte[] decrypt(String pem, String passphrase) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
        try {
            return decrypt(new EncryptedPrivateKeyInfo(der), passphrase);
        } catch (IOException malformed) {
            throw new AssertionError("not an EncryptedPrivateKeyInfo", malformed);
        }
    }

    /** The parameters of PBES2 show the full name of the algorithm as their text. */
    private static byte[] decrypt(EncryptedPrivateKeyInfo encrypted, String passphrase)
            throws GeneralSecurityException {
        AlgorithmParameters parameters = encrypted.getAlgParameters();
        String algorithm = parameters.toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.toCharArray())),
                parameters);
        return encrypted.getKeySpec(cipher).getEncoded();
    }
}
