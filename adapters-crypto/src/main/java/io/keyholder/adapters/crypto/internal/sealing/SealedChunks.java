package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Content in chunks of 64 KiB, each under AES-256-GCM by the platform's first provider, in the STREAM construction
 * (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce is the message's prefix, the chunk's number (4 bytes) and a
 * byte that is 1 for the last chunk, so that no chunk can be moved, dropped, repeated or appended. Only empty content
 * has an empty chunk. For one message in one direction.
 */
final class SealedChunks {
    static final int CHUNK_BYTES = 65_536;
    static final int TAG_BYTES = 16;

    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key;
    private final byte[] noncePrefix;
    private int number;

    SealedChunks(byte[] key, byte[] noncePrefix) {
        this.key = new SecretKeySpec(key, "AES");
        this.noncePrefix = noncePrefix;
    }

    void seal(InputStream content, OutputStream target) throws IOException {
        transform(Cipher.ENCRYPT_MODE, content, target, CHUNK_BYTES);
    }

    /** Writes a chunk only when it is authentic. */
    void open(InputStream sealed, OutputStream target) throws IOException {
        transform(Cipher.DECRYPT_MODE, sealed, target, CHUNK_BYTES + TAG_BYTES);
    }

    /** Reads one byte more than a chunk has, to know whether it is the last. */
    private void transform(int mode, InputStream source, OutputStream target, int chunkBytes) throws IOException {
        byte[] buffer = new byte[chunkBytes + 1];
        try {
            int filled = source.readNBytes(buffer, 0, buffer.length);
            while (filled > chunkBytes) {
                write(mode, buffer, chunkBytes, 0, target);
                buffer[0] = buffer[chunkBytes];
                filled = 1 + source.readNBytes(buffer, 1, chunkBytes);
            }
            write(mode, buffer, filled, 1, target);
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private void write(int mode, byte[] buffer, int length, int lastFlag, OutputStream target) throws IOException {
        byte[] chunk = transformChunk(mode, buffer, length, lastFlag);
        try {
            target.write(chunk);
        } finally {
            Arrays.fill(chunk, (byte) 0);
        }
    }

    private byte[] transformChunk(int mode, byte[] buffer, int length, int lastFlag) {
        if (mode == Cipher.DECRYPT_MODE && (length < TAG_BYTES || (length == TAG_BYTES && number > 0))) {
            throw new UnopenableDataException();
        }
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce(lastFlag)));
            return gcm.doFinal(buffer, 0, length);
        } catch (AEADBadTagException changed) {
            throw new UnopenableDataException();
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("AES-GCM failed", failed);
        }
    }

    private byte[] nonce(int lastFlag) {
        if (number < 0) {
            throw new CryptoException("content has more chunks than can be numbered");
        }
        return ByteBuffer.allocate(NONCE_BYTES)
                .put(noncePrefix)
                .putInt(number++)
                .put((byte) lastFlag)
                .array();
    }
}
