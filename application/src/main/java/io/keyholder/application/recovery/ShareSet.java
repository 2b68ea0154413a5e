package io.keyholder.application.recovery;

import io.keyholder.ports.keys.SecretSplitter;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What all shares of one splitting have in common. Immutable.
 *
 * @param id 32 lower-case hex digits, drawn anew for each splitting
 * @param threshold how many shares give the key, at least 2
 * @param count how many there are
 * @param protectedKey whose private half is shared
 */
record ShareSet(String id, int threshold, int count, PrivateKeyBundle protectedKey) {
    static final int ID_BYTES = 16;
    static final int SIZE_BYTES = ID_BYTES + 2 + PrivateKeyBundle.SIZE_BYTES;

    private static final int LEAST_THRESHOLD = 2;

    /** Reads what {@link #write} wrote; absent when the numbers cannot be. */
    static Optional<ShareSet> read(ByteBuffer source) {
        byte[] id = new byte[ID_BYTES];
        source.get(id);
        int threshold = Byte.toUnsignedInt(source.get());
        int count = Byte.toUnsignedInt(source.get());
        Optional<PrivateKeyBundle> protectedKey = PrivateKeyBundle.read(source);
        if (threshold < LEAST_THRESHOLD || threshold > count || count > SecretSplitter.MAX_SHARES) {
            return Optional.empty();
        }
        return protectedKey.map(key -> new ShareSet(HexFormat.of().formatHex(id), threshold, count, key));
    }

    void write(ByteBuffer target) {
        target.put(HexFormat.of().parseHex(id)).put((byte) threshold).put((byte) count);
        protectedKey.write(target);
    }
}
