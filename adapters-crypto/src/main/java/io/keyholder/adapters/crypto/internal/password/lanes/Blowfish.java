package io.keyholder.adapters.crypto.internal.password.lanes;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What bcrypt does once with a state: its beginning, the salted schedule, and the digest. Stateless. */
final class Blowfish {
    private static final String TEXT = "OrpheanBeholderScryDoubt";
    private static final int TEXT_ENCRYPTIONS = 64;
    private static final int TEXT_WORDS = TEXT.length() / Integer.BYTES;

    private Blowfish() {}

    /** The hexadecimal digits of pi behind the point, which Blowfish begins with. Read at the first use. */
    private static final class Pi {
        private static final int[] DIGITS = digits();

        private static int[] digits() {
            int[] digits = new int[LaneKernel.USED];
            try (InputStream stream = Blowfish.class.getResourceAsStream("pi.bin")) {
                if (stream == null) {
                    throw new IllegalStateException("the digits of pi are missing from the library");
                }
                DataInputStream words = new DataInputStream(stream);
                for (int i = 0; i < digits.length; i++) {
                    digits[i] = words.readInt();
                }
                return digits;
            } catch (IOException broken) {
                throw new UncheckedIOException("the digits of pi cannot be read from the library", broken);
            }
        }
    }

    /** Begins a state: the P-array takes the first digits, the boxes take the others. */
    static void begin(int[] states, int base) {
        System.arraycopy(Pi.DIGITS, 0, states, base + LaneKernel.BOXES, LaneKernel.SUBKEYS);
        System.arraycopy(Pi.DIGITS, LaneKernel.SUBKEYS, states, base, LaneKernel.BOXES);
    }

    /** The first schedule, of key and salt. */
    static void expandSalted(int[] states, int base, int[] keys, int[] salts, int keyBase) {
        int subkeys = base + LaneKernel.BOXES;
        for (int i = 0; i < LaneKernel.SUBKEYS; i++) {
            states[subkeys + i] ^= keys[keyBase + i];
        }
        int[] block = new int[2];
        int word = 0;
        for (int i = 0; i < LaneKernel.USED; i += 2) {
            block[0] ^= salts[keyBase + word];
            block[1] ^= salts[keyBase + word + 1];
            word = (word + 2) % 4;
            encrypt(states, base, block);
            int to = i < LaneKernel.SUBKEYS ? subkeys + i : base + i - LaneKernel.SUBKEYS;
            states[to] = block[0];
            states[to + 1] = block[1];
        }
    }

    /** The digest of a finished state, 24 bytes of which bcrypt drops the last. */
    static byte[] digest(int[] states, int base) {
        byte[] digest = new byte[TEXT.length()];
        int[] block = new int[2];
        for (int word = 0; word < TEXT_WORDS; word += 2) {
            block[0] = textWord(word);
            block[1] = textWord(word + 1);
            for (int i = 0; i < TEXT_ENCRYPTIONS; i++) {
                encrypt(states, base, block);
            }
            Words.put(block[0], digest, word * Integer.BYTES);
            Words.put(block[1], digest, (word + 1) * Integer.BYTES);
        }
        return digest;
    }

    private static int textWord(int word) {
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << Byte.SIZE | TEXT.charAt(word * Integer.BYTES + i);
        }
        return value;
    }

    private static void encrypt(int[] s, int base, int[] block) {
        int subkeys = base + LaneKernel.BOXES;
        int left = block[0] ^ s[subkeys];
        int right = block[1];
        for (int k = 1; k < LaneKernel.SUBKEYS - 1; k += 2) {
            right ^= mixed(s, base, left) ^ s[subkeys + k];
            left ^= mixed(s, base, right) ^ s[subkeys + k + 1];
        }
        block[0] = right ^ s[subkeys + LaneKernel.SUBKEYS - 1];
        block[1] = left;
    }

    private static int mixed(int[] s, int base, int x) {
        return ((s[base + (x >>> 24)] + s[base + 256 + (x >>> 16 & 255)]) ^ s[base + 512 + (x >>> 8 & 255)])
                + s[base + 768 + (x & 255)];
    }
}
