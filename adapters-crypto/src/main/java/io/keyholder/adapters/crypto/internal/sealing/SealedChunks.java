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
    private final Cipher gcm;
    private int number;

    SealedChunks(byte[] key, byte[] noncePrefix) {
        this.key = new SecretKeySpec(key, "AES");
        this.noncePrefix = noncePrefix;
        try {
            this.gcm = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new CryptoException("the platform has no AES-GCM", missing);
        }
    }

    /** How many bytes content takes when it is sealed. */
    static long sealedLength(int contentBytes) {
        return contentBytes + (long) TAG_BYTES * chunks(contentBytes, CHUNK_BYTES);
    }

    /**
     * How many bytes the content of sealed bytes has, if it opens.
     *
     * @throws UnopenableDataException when it does not, because the last chunk was cut
     */
    static int openedLength(int sealedBytes) {
        int chunks = chunks(sealedBytes, CHUNK_BYTES + TAG_BYTES);
        int last = sealedBytes - (chunks - 1) * (CHUNK_BYTES + TAG_BYTES);
        if (last < TAG_BYTES) {
            throw new UnopenableDataException();
        }
        return sealedBytes - TAG_BYTES * chunks;
    }

    private static int chunks(int bytes, int chunkBytes) {
        return Math.max(1, (bytes - 1) / chunkBytes + 1);
    }

    void seal(InputStream content, OutputStream target) throws IOException {
        transform(Cipher.ENCRYPT_MODE, content, target, CHUNK_BYTES);
    }

    /** Writes a chunk only when it is authentic. */
    void open(InputStream sealed, OutputStream target) throws IOException {
        transform(Cipher.DECRYPT_MODE, sealed, target, CHUNK_BYTES + TAG_BYTES);
    }

    /** Seals into the room of {@link #sealedLength} that the target has from this position on. */
    void seal(byte[] content, byte[] target, int at) {
        transform(Cipher.ENCRYPT_MODE, content, 0, target, at, CHUNK_BYTES);
    }

    /** Opens what is sealed from this position on, into a target of {@link #openedLength}. */
    void open(byte[] sealed, int from, byte[] target) {
        transform(Cipher.DECRYPT_MODE, sealed, from, target, 0, CHUNK_BYTES + TAG_BYTES);
    }

    private void transform(int mode, byte[] source, int from, byte[] target, int at, int chunkBytes) {
        int next = from;
        int written = at;
        while (source.length - next > chunkBytes) {
            written += transformChunk(mode, source, next, chunkBytes, 0, target, written);
            next += chunkBytes;
        }
        transformChunk(mode, source, next, source.length - next, 1, target, written);
    }

    /** Reads one byte more than a chunk has, to know whether it is the last. */
    private void transform(int mode, InputStream source, OutputStream target, int chunkBytes) throws IOException {
        byte[] buffer = new byte[chunkBytes + 1];
        byte[] result = new byte[CHUNK_BYTES + TAG_BYTES];
        try {
            int filled = source.readNBytes(buffer, 0, buffer.length);
            while (filled > chunkBytes) {
                target.write(result, 0, transformChunk(mode, buffer, 0, chunkBytes, 0, result, 0));
                buffer[0] = buffer[chunkBytes];
                filled = 1 + source.readNBytes(buffer, 1, chunkBytes);
            }
            target.write(result, 0, transformChunk(mode, buffer, 0, filled, 1, result, 0));
        } finally {
            Arrays.fill(buffer, (byte) 0);
            Arrays.fill(result, (byte) 0);
        }
    }

    /** How many bytes the chunk came to. */
    private int transformChunk(int mode, byte[] source, int from, int length, int lastFlag, byte[] target, int at) {
        if (mode == Cipher.DECRYPT_MODE && (length < TAG_BYTES || (length == TAG_BYTES && number > 0))) {
            throw new UnopenableDataException();
        }
        try {
            gcm.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce(lastFlag)));
            return gcm.doFinal(source, from, length, target, at);
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
