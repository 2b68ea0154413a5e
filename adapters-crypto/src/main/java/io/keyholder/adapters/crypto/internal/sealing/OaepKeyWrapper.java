package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.UnopenableDataException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * RSA-OAEP by the platform's first provider. Digest and MGF1 digest are always given: the name of the transformation
 * alone means MGF1 with SHA-1 in one provider and with SHA-256 in another. Thread-safe.
 */
public final class OaepKeyWrapper implements ContentKeyWrapper {
    private static final OAEPParameterSpec SHA1 =
            new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
    private static final OAEPParameterSpec SHA256 =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final SecureRandom random;

    public OaepKeyWrapper(SecureRandom random) {
        this.random = random;
    }

    @Override
    public byte[] wrap(ContentKey key, EncryptionPublicKey recipient) {
        RSAPublicKey publicKey = RsaKeys.publicKey("recipient's public key", recipient);
        byte[] bytes = key.bytes();
        try {
            return oaep(Cipher.ENCRYPT_MODE, publicKey, recipient.padding()).doFinal(bytes);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("a content key could not be wrapped", failed);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair) {
        byte[] bytes = decrypt(wrapped, pair);
        try {
            return ContentKey.of(bytes);
        } catch (InvalidValueException notAKey) {
            throw new UnopenableDataException();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private byte[] decrypt(byte[] wrapped, EncryptionKeyPair pair) {
        try {
            return oaep(
                            Cipher.DECRYPT_MODE,
                            RsaKeys.privateKey(pair.privateKey()),
                            pair.publicKey().padding())
                    .doFinal(wrapped);
        } catch (NoSuchAlgorithmException failed) {
            throw new CryptoException("the platform has no RSA-OAEP", failed);
        } catch (GeneralSecurityException | ProviderException refused) {
            throw new UnopenableDataException();
        }
    }

    private Cipher oaep(int mode, Key key, KeyPadding padding) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(mode, key, padding == KeyPadding.OAEP_SHA1 ? SHA1 : SHA256, random);
        return cipher;
    }
}
