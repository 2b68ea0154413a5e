package io.keyholder.adapters.crypto.internal.password.bcrypt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 as bcrypt writes it: the usual grouping of bits, without padding, over an alphabet of its own. Works by
 * renaming the letters of the standard encoding. Stateless.
 */
final class BcryptRadix64 {
    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final byte[] TO_BCRYPT = renaming(STANDARD, BCRYPT);
    private static final byte[] TO_STANDARD = renaming(BCRYPT, STANDARD);

    private BcryptRadix64() {}

    static String encode(byte[] bytes) {
        byte[] standard = Base64.getEncoder().withoutPadding().encode(bytes);
        return new String(renamed(standard, TO_BCRYPT), StandardCharsets.US_ASCII);
    }

    /**
     * The bytes of a text that was already found to be in the alphabet and of a possible length; unused bits are
     * dropped.
     */
    static byte[] decode(String text) {
        return Base64.getDecoder().decode(renamed(text.getBytes(StandardCharsets.US_ASCII), TO_STANDARD));
    }

    private static byte[] renamed(byte[] letters, byte[] renaming) {
        byte[] renamed = new byte[letters.length];
        for (int i = 0; i < letters.length; i++) {
            renamed[i] = renaming[letters[i]];
        }
        return renamed;
    }

    private static byte[] renaming(String from, String to) {
        byte[] renaming = new byte[128];
        Arrays.fill(renaming, (byte) '!');
        for (int i = 0; i < from.length(); i++) {
            renaming[from.charAt(i)] = (byte) to.charAt(i);
        }
        return renaming;
    }
}
