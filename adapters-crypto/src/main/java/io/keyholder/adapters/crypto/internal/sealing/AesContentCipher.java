package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The sealed form without recipients, and iCure's CBC form. Thread-safe. */
public final class AesContentCipher implements ContentCipher {
    private static final int IV_BYTES = 16;

    private final SecretGenerator random;

    public AesContentCipher(SecretGenerator random) {
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] content, ContentKey key, SealingContext context) {
        SealedHeader header = new SealedHeader(List.of(), random.nextBytes(SealedHeader.NONCE_PREFIX_BYTES));
        return SealedForm.seal(header, key, context, content);
    }

    @Override
    public byte[] open(byte[] sealed, ContentKey key, SealingContext context) {
        SealedHeader header = SealedForm.headerOf(sealed);
        if (!header.entries().isEmpty()) {
            throw new UnopenableDataException();
        }
        return SealedForm.open(header, key, context, sealed);
    }

    @Override
    public byte[] sealUnauthenticated(byte[] content, ContentKey key) {
        byte[] iv = random.nextBytes(IV_BYTES);
        try {
            byte[] enciphered = cbc(Cipher.ENCRYPT_MODE, key, iv, content);
            return ByteBuffer.allocate(IV_BYTES + enciphered.length)
                    .put(iv)
                    .put(enciphered)
                    .array();
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("AES-CBC failed", failed);
        }
    }

    @Override
    public byte[] openUnauthenticated(byte[] sealed, ContentKey key) {
        if (sealed.length <= IV_BYTES) {
            throw new UnopenableDataException();
        }
        try {
            byte[] iv = Arrays.copyOf(sealed, IV_BYTES);
            return cbc(Cipher.DECRYPT_MODE, key, iv, Arrays.copyOfRange(sealed, IV_BYTES, sealed.length));
        } catch (GeneralSecurityException | ProviderException refused) {
            throw new UnopenableDataException();
        }
    }

    private static byte[] cbc(int mode, ContentKey key, byte[] iv, byte[] input) throws GeneralSecurityException {
        byte[] bytes = key.bytes();
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(bytes, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
