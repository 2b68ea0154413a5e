package io.keyholder.testserver.icure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the older iCure servers check a code of an authenticator: the stored text is the secret in Base32. */
final class CodeCheck {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;
    private static final int BITS_OF_A_LETTER = 5;
    private static final int LOW_BITS = 0x0F;
    private static final int CODES = 1_000_000;

    private final byte[] key;

    /** @throws IllegalArgumentException as those servers do on a text that is no Base32 */
    CodeCheck(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : base32.replace("=", "").toCharArray()) {
            int value = ALPHABET.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("no Base32");
            }
            buffer = (buffer << BITS_OF_A_LETTER) | value;
            bits += BITS_OF_A_LETTER;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        key = bytes.toByteArray();
    }

    /** Whether a code is that of a moment. */
    boolean accepts(String code, Instant now) {
        return code.equals(code(Math.floorDiv(now.getEpochSecond(), STEP_SECONDS)));
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & LOW_BITS;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return Integer.toString(CODES + number % CODES).substring(1);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
