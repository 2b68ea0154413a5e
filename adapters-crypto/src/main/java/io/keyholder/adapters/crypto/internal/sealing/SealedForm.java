package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** The sealed form as a whole: header, commitment, chunks. Stateless. */
final class SealedForm {
    private SealedForm() {}

    static void seal(
            SealedHeader header, ContentKey key, SealingContext context, InputStream content, OutputStream target)
            throws IOException {
        byte[] encoded = header.encoded();
        try (MessageKeys keys = MessageKeys.derive(key, encoded, context)) {
            target.write(encoded);
            target.write(keys.commitment());
            new SealedChunks(keys.chunkKey(), header.noncePrefix()).seal(content, target);
        }
    }

    /** Opens what stands behind a header that was read. */
    static void open(SealedHeader header, ContentKey key, SealingContext context, InputStream rest, OutputStream target)
            throws IOException {
        try (MessageKeys keys = MessageKeys.derive(key, header.encoded(), context)) {
            if (!MessageDigest.isEqual(rest.readNBytes(MessageKeys.COMMITMENT_BYTES), keys.commitment())) {
                throw new UnopenableDataException();
            }
            new SealedChunks(keys.chunkKey(), header.noncePrefix()).open(rest, target);
        }
    }

    /**
     * The same between arrays.
     *
     * @throws InvalidValueException when the sealed form is longer than an array
     */
    static byte[] seal(SealedHeader header, ContentKey key, SealingContext context, byte[] content) {
        byte[] encoded = header.encoded();
        int before = encoded.length + MessageKeys.COMMITMENT_BYTES;
        long length = before + SealedChunks.sealedLength(content.length);
        if (length > Integer.MAX_VALUE) {
            throw new InvalidValueException("content", "is too long to be sealed in memory: it is sealed as a stream");
        }
        byte[] sealed = Arrays.copyOf(encoded, (int) length);
        try (MessageKeys keys = MessageKeys.derive(key, encoded, context)) {
            System.arraycopy(keys.commitment(), 0, sealed, encoded.length, MessageKeys.COMMITMENT_BYTES);
            new SealedChunks(keys.chunkKey(), header.noncePrefix()).seal(content, sealed, before);
            return sealed;
        }
    }

    /** The same between arrays: the whole content or none, and no trace of a part. */
    static byte[] open(SealedHeader header, ContentKey key, SealingContext context, byte[] sealed) {
        byte[] encoded = header.encoded();
        int before = encoded.length + MessageKeys.COMMITMENT_BYTES;
        try (MessageKeys keys = MessageKeys.derive(key, encoded, context)) {
            if (sealed.length < before
                    || !MessageDigest.isEqual(Arrays.copyOfRange(sealed, encoded.length, before), keys.commitment())) {
                throw new UnopenableDataException();
            }
            byte[] content = new byte[SealedChunks.openedLength(sealed.length - before)];
            boolean isWhole = false;
            try {
                new SealedChunks(keys.chunkKey(), header.noncePrefix()).open(sealed, before, content);
                isWhole = true;
                return content;
            } finally {
                if (!isWhole) {
                    Arrays.fill(content, (byte) 0);
                }
            }
        }
    }

    /** The header at the beginning of sealed bytes. */
    static SealedHeader headerOf(byte[] sealed) {
        try {
            return SealedHeader.read(new ByteArrayInputStream(sealed));
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array does not fail", impossible);
        }
    }
}
