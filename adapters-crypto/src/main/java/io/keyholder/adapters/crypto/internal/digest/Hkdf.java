package io.keyholder.adapters.crypto.internal.digest;

import java.util.Arrays;

/** HKDF-SHA256 (RFC 5869) without salt. Stateless. */
public final class Hkdf {
    private static final int BLOCK_BYTES = 32;
    private static final int MOST_BLOCKS = 255;

    private Hkdf() {}

    /**
     * Bytes derived from a key; the caller wipes them.
     *
     * @param info what they are for
     * @param count at most 8,160
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    public static byte[] derive(byte[] key, byte[] info, int count) {
        if (count > MOST_BLOCKS * BLOCK_BYTES) {
            throw new IllegalArgumentException("HKDF derives at most " + MOST_BLOCKS * BLOCK_BYTES + " bytes");
        }
        byte[] extracted = Hmac.SHA256.of(new byte[BLOCK_BYTES], key);
        byte[] derived = new byte[count];
        byte[] block = {};
        try {
            for (int at = 0; at < count; at += BLOCK_BYTES) {
                byte[] last = block;
                block = Hmac.SHA256.of(extracted, last, info, new byte[] {(byte) (at / BLOCK_BYTES + 1)});
                Arrays.fill(last, (byte) 0);
                System.arraycopy(block, 0, derived, at, Math.min(BLOCK_BYTES, count - at));
            }
            return derived;
        } finally {
            Arrays.fill(extracted, (byte) 0);
            Arrays.fill(block, (byte) 0);
        }
    }
}
