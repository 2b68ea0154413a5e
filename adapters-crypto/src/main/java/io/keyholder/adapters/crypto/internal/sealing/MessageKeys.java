package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.adapters.crypto.internal.digest.Hkdf;
import io.keyholder.adapters.crypto.internal.digest.Sha256;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one message derives from its content key with HKDF-SHA256 (RFC 5869) over the header and the context: the key of
 * its chunks, and a commitment. A party with another content key, header or context arrives at another commitment, so
 * all three are checked before the first chunk; and no two recipients can be shown different contents. The chunk key is
 * wiped on closing.
 */
final class MessageKeys implements AutoCloseable {
    static final int COMMITMENT_BYTES = 32;

    private static final int CHUNK_KEY_BYTES = 32;
    private static final byte[] LABEL = "keyholder sealed data 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] chunkKey;
    private final byte[] commitment;

    private MessageKeys(byte[] derived) {
        chunkKey = Arrays.copyOf(derived, CHUNK_KEY_BYTES);
        commitment = Arrays.copyOfRange(derived, CHUNK_KEY_BYTES, derived.length);
    }

    static MessageKeys derive(ContentKey contentKey, byte[] header, SealingContext context) {
        byte[] input = contentKey.bytes();
        try {
            return split(Hkdf.derive(input, info(header, context), CHUNK_KEY_BYTES + COMMITMENT_BYTES));
        } finally {
            Arrays.fill(input, (byte) 0);
        }
    }

    private static MessageKeys split(byte[] derived) {
        try {
            return new MessageKeys(derived);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    byte[] chunkKey() {
        return chunkKey;
    }

    byte[] commitment() {
        return commitment;
    }

    @Override
    public void close() {
        Arrays.fill(chunkKey, (byte) 0);
    }

    /** The digest has a fixed size, so that no two pairs of header and context read the same. */
    private static byte[] info(byte[] header, SealingContext context) {
        byte[] digest = Sha256.of(header);
        byte[] about = context.value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LABEL.length + digest.length + about.length)
                .put(LABEL)
                .put(digest)
                .put(about)
                .array();
    }
}
