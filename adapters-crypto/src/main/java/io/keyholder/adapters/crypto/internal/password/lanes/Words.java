package io.keyholder.adapters.crypto.internal.password.lanes;

/** Bytes as big-endian words. Stateless. */
final class Words {
    private Words() {}

    /** Fills a lane's words with the bytes over and over. */
    static void repeat(byte[] bytes, int length, int[] words, int base) {
        int at = 0;
        for (int i = 0; i < LaneKernel.SUBKEYS; i++) {
            int word = 0;
            for (int b = 0; b < Integer.BYTES; b++) {
                word = word << Byte.SIZE | (bytes[at] & 0xff);
                at = (at + 1) % length;
            }
            words[base + i] = word;
        }
    }

    static void put(int word, byte[] bytes, int at) {
        for (int b = 0; b < Integer.BYTES; b++) {
            bytes[at + b] = (byte) (word >>> (Integer.SIZE - Byte.SIZE * (b + 1)));
        }
    }
}
