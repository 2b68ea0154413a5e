package io.keyholder.adapters.crypto.internal.token;

import java.util.Optional;

/**
 * Base32 of RFC 4648 as authenticator programs exchange secrets: written without padding, read in either letter case,
 * with or without padding; bits that fill no byte are dropped, as authenticators do. Stateless.
 */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS_PER_LETTER = 5;
    private static final int LETTER_MASK = 31;
    private static final int CASE_BIT = 0x20;

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int pending = 0;
        int pendingBits = 0;
        for (byte each : bytes) {
            pending = pending << Byte.SIZE | (each & 0xff);
            for (pendingBits += Byte.SIZE; pendingBits >= BITS_PER_LETTER; pendingBits -= BITS_PER_LETTER) {
                text.append(letter(pending >> (pendingBits - BITS_PER_LETTER)));
            }
        }
        if (pendingBits > 0) {
            text.append(letter(pending << (BITS_PER_LETTER - pendingBits)));
        }
        return text.toString();
    }

    /** The bytes; absent when a character is neither of the alphabet nor padding at the end. */
    static Optional<byte[]> decode(String text) {
        int letters = lengthWithoutPadding(text);
        byte[] bytes = new byte[letters * BITS_PER_LETTER / Byte.SIZE];
        int pending = 0;
        int pendingBits = 0;
        int written = 0;
        for (int i = 0; i < letters; i++) {
            int value = valueOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            pending = pending << BITS_PER_LETTER | value;
            pendingBits += BITS_PER_LETTER;
            if (pendingBits >= Byte.SIZE) {
                pendingBits -= Byte.SIZE;
                bytes[written++] = (byte) (pending >> pendingBits);
            }
        }
        return Optional.of(bytes);
    }

    private static char letter(int bits) {
        return ALPHABET.charAt(bits & LETTER_MASK);
    }

    private static int valueOf(char letter) {
        boolean isLowerCase = letter >= 'a' && letter <= 'z';
        return ALPHABET.indexOf(isLowerCase ? letter ^ CASE_BIT : letter);
    }

    private static int lengthWithoutPadding(String text) {
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == '=') {
            length--;
        }
        return length;
    }
}
