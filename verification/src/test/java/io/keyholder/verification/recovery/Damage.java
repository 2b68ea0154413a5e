package io.keyholder.verification.recovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** What becomes of armoured texts by accident and by intent. */
final class Damage {
    private static final int CHECKSUM_BYTES = 8;

    private Damage() {}

    /** The text with another character at a position, the final newline left alone. */
    static byte[] at(byte[] text, int position, char replacement) {
        byte[] changed = text.clone();
        changed[position % (text.length - 1)] = (byte) replacement;
        return changed;
    }

    /** How many bytes of content the text has. */
    static int contentSize(byte[] text) {
        return checked(lines(text)).length - CHECKSUM_BYTES;
    }

    /** The text with a bit of its content flipped by somebody who makes the checksum right again. */
    static byte[] forged(byte[] text, int position) {
        String[] lines = lines(text);
        byte[] checked = checked(lines);
        byte[] content = Arrays.copyOf(checked, checked.length - CHECKSUM_BYTES);
        content[position % content.length] ^= 1;
        String label = lines[0].replaceAll("-----(BEGIN )?", "");
        byte[] forged = Arrays.copyOf(content, checked.length);
        System.arraycopy(digest(label, content), 0, forged, content.length, CHECKSUM_BYTES);
        String text2 = lines[0] + "\n" + Base64.getEncoder().encodeToString(forged) + "\n" + lines[lines.length - 2];
        return text2.getBytes(StandardCharsets.US_ASCII);
    }

    private static String[] lines(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII).split("\n", -1);
    }

    private static byte[] checked(String[] lines) {
        return Base64.getDecoder().decode(String.join("", Arrays.copyOfRange(lines, 1, lines.length - 2)));
    }

    private static byte[] digest(String label, byte[] content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(label.getBytes(StandardCharsets.US_ASCII));
            return sha256.digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
