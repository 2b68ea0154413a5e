package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What stands before sealed content, in version 1 (ADR of the sealed form): the letters {@code KHS} and a byte 1; the
 * number of recipients (2 bytes); for each the SHA-256 fingerprint of its key (32), its padding (1 byte: 1 for SHA-1, 2
 * for SHA-256), the size of the wrapped content key (2) and that key; seven random bytes that begin every nonce.
 * Numbers are big-endian. Without recipients the content key is known to both sides. Immutable, as long as no code
 * changes the arrays.
 */
final class SealedHeader {
    static final int NONCE_PREFIX_BYTES = 7;

    private static final byte[] MAGIC_AND_VERSION = {'K', 'H', 'S', 1};
    private static final int FINGERPRINT_BYTES = 32;
    private static final int ENTRY_BYTES = FINGERPRINT_BYTES + 1 + Short.BYTES;
    private static final int MOST_WRAPPED_BYTES = 1_024;

    private final List<Entry> entries;
    private final byte[] noncePrefix;

    SealedHeader(List<Entry> entries, byte[] noncePrefix) {
        this.entries = entries;
        this.noncePrefix = noncePrefix;
    }

    /** The content key for one recipient, told by the SHA-256 fingerprint in hex. */
    static final class Entry {
        private final String sha256;
        private final KeyPadding padding;
        private final byte[] wrappedKey;

        Entry(String sha256, KeyPadding padding, byte[] wrappedKey) {
            this.sha256 = sha256;
            this.padding = padding;
            this.wrappedKey = wrappedKey;
        }

        byte[] wrappedKey() {
            return wrappedKey;
        }

        private int encodedBytes() {
            return ENTRY_BYTES + wrappedKey.length;
        }
    }

    /** One for each recipient. */
    List<Entry> entries() {
        return entries;
    }

    byte[] noncePrefix() {
        return noncePrefix;
    }

    Optional<Entry> entryOf(String sha256, KeyPadding padding) {
        return entries.stream()
                .filter(entry -> entry.sha256.equals(sha256) && entry.padding == padding)
                .findFirst();
    }

    byte[] encoded() {
        int entryBytes = entries.stream().mapToInt(Entry::encodedBytes).sum();
        ByteBuffer header = ByteBuffer.allocate(
                        MAGIC_AND_VERSION.length + Short.BYTES + entryBytes + NONCE_PREFIX_BYTES)
                .put(MAGIC_AND_VERSION)
                .putShort((short) entries.size());
        for (Entry entry : entries) {
            header.put(HexFormat.of().parseHex(entry.sha256))
                    .put(codeOf(entry.padding))
                    .putShort((short) entry.wrappedKey.length)
                    .put(entry.wrappedKey);
        }
        return header.put(noncePrefix).array();
    }

    /**
     * Reads a header and nothing behind it.
     *
     * @throws UnopenableDataException when it is none
     */
    static SealedHeader read(InputStream sealed) throws IOException {
        DataInputStream input = new DataInputStream(sealed);
        try {
            if (!Arrays.equals(bytes(input, MAGIC_AND_VERSION.length), MAGIC_AND_VERSION)) {
                throw new UnopenableDataException();
            }
            return new SealedHeader(entries(input), bytes(input, NONCE_PREFIX_BYTES));
        } catch (EOFException cut) {
            throw new UnopenableDataException();
        }
    }

    private static List<Entry> entries(DataInputStream input) throws IOException {
        int count = atMost(input.readUnsignedShort(), DataSealer.MAX_RECIPIENTS);
        List<Entry> entries = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            String sha256 = HexFormat.of().formatHex(bytes(input, FINGERPRINT_BYTES));
            KeyPadding padding = padding(input.readByte());
            entries.add(
                    new Entry(sha256, padding, bytes(input, atMost(input.readUnsignedShort(), MOST_WRAPPED_BYTES))));
        }
        return entries;
    }

    private static byte[] bytes(DataInputStream input, int count) throws IOException {
        byte[] bytes = new byte[count];
        input.readFully(bytes);
        return bytes;
    }

    private static int atMost(int number, int bound) {
        if (number > bound) {
            throw new UnopenableDataException();
        }
        return number;
    }

    private static byte codeOf(KeyPadding padding) {
        return switch (padding) {
            case OAEP_SHA1 -> 1;
            case OAEP_SHA256 -> 2;
        };
    }

    private static KeyPadding padding(byte code) {
        return switch (code) {
            case 1 -> KeyPadding.OAEP_SHA1;
            case 2 -> KeyPadding.OAEP_SHA256;
            default -> throw new UnopenableDataException();
        };
    }
}
