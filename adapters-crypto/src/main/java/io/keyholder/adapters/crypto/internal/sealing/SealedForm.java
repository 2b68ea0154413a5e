package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

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

    /** Work between two streams. */
    @FunctionalInterface
    interface Transfer {
        void run(InputStream source, OutputStream target) throws IOException;
    }

    /** The same work between arrays: the whole result or none, and no trace of a part. */
    static byte[] inMemory(byte[] source, int expectedBytes, Transfer transfer) {
        try (WipedBuffer target = new WipedBuffer(expectedBytes)) {
            transfer.run(new ByteArrayInputStream(source), target);
            return target.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("arrays neither end early nor overflow", impossible);
        }
    }
}
