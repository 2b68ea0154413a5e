package io.keyholder.application.recovery;

import io.keyholder.application.internal.Sha256;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.CopiedText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes as text that survives mail, paper and hurried copying: Base64 between two lines that say what it is, as PEM
 * (RFC 7468). The first eight bytes of the SHA-256 of label and content stand behind the content: damage is noticed,
 * forgery is not. Text before and after is skipped, and what programs that format text do to spaces and dashes is
 * undone ({@link CopiedText}). Immutable.
 */
final class ArmoredText {
    /** The longest text that is looked at, in bytes. */
    private static final int MOST_BYTES = 131_072;

    private static final int CHECKSUM_BYTES = 8;
    private static final Base64.Encoder LINES_OF_64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final String label;
    private final String what;
    private final Pattern form;

    /**
     * @param label what stands in the first and the last line, in capitals
     * @param what what messages call it
     */
    ArmoredText(String label, String what) {
        this.label = label;
        this.what = what;
        this.form = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/= ]*)-----END " + label + "-----");
    }

    /** The text: ASCII with a final newline. The content stays as it is. */
    byte[] wrap(byte[] content) {
        byte[] checked = ByteBuffer.allocate(content.length + CHECKSUM_BYTES)
                .put(content)
                .put(checksum(content))
                .array();
        String text = "-----BEGIN " + label + "-----\n" + LINES_OF_64.encodeToString(checked) + "\n-----END " + label
                + "-----\n";
        Arrays.fill(checked, (byte) 0);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The content of the first such text; the caller wipes it.
     *
     * @throws InvalidValueException when there is none, or a damaged one
     */
    byte[] unwrap(byte[] text) {
        if (text.length > MOST_BYTES) {
            throw damaged("has more than " + MOST_BYTES + " bytes");
        }
        char[] spaced = CopiedText.spaced(new String(text, StandardCharsets.UTF_8));
        Matcher found = form.matcher(CharBuffer.wrap(spaced));
        if (!found.find()) {
            throw damaged("has no lines BEGIN " + label + " and END " + label + ", or other letters between them");
        }
        byte[] checked = decoded(found.group(1));
        int size = checked.length - CHECKSUM_BYTES;
        byte[] content = Arrays.copyOf(checked, Math.max(size, 0));
        if (size < 1 || !Arrays.equals(checksum(content), Arrays.copyOfRange(checked, size, checked.length))) {
            throw damaged("was changed or cut: its checksum is wrong");
        }
        Arrays.fill(checked, (byte) 0);
        return content;
    }

    /** Names what is wrong with such a text. */
    InvalidValueException damaged(String problem) {
        return new InvalidValueException(what, problem);
    }

    private byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body.replace(" ", ""));
        } catch (IllegalArgumentException malformed) {
            throw damaged("was changed or cut: it is not in Base64");
        }
    }

    private byte[] checksum(byte[] content) {
        return Arrays.copyOf(Sha256.of(label, content), CHECKSUM_BYTES);
    }
}
