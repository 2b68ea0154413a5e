package io.keyholder.testkit.sample;

import io.keyholder.domain.credential.TotpSecret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a user's telephone does: six digits every 30 seconds (RFC 6238), from the secret as it was handed out.
 * Immutable. For tests only.
 */
public final class Authenticator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;
    private static final int CODES = 1_000_000;

    private final byte[] key;

    private Authenticator(byte[] key) {
        this.key = key;
    }

    /**
     * An authenticator into which a secret was typed.
     *
     * @param base32 in upper case, in groups or not
     */
    public static Authenticator typed(String base32) {
        return new Authenticator(decoded(base32.replace(" ", "")));
    }

    /** An authenticator that was given a secret in the form {@code SHA1:6:base32}. */
    public static Authenticator with(TotpSecret secret) {
        String[] parts = secret.encoded().split(":", -1);
        if (parts.length != 3 || !parts[0].equals("SHA1") || !parts[1].equals("6")) {
            throw new IllegalArgumentException("secret in an unexpected form");
        }
        return new Authenticator(decoded(parts[2]));
    }

    /** The number of the 30 seconds that this moment is in. */
    public static long stepAt(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of this moment. */
    public String codeAt(Instant moment) {
        return codeOf(stepAt(moment));
    }

    /** The code of these 30 seconds. */
    public String codeOf(long step) {
        byte[] mac = hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % CODES);
    }

    /** A code that is wrong at this moment and a while before and after. */
    public String wrongCodeAt(Instant moment) {
        long step = stepAt(moment);
        return IntStream.range(0, CODES)
                .mapToObj(number -> String.format(Locale.ROOT, "%06d", number))
                .filter(code -> LongStream.rangeClosed(step - 5, step + 5)
                        .noneMatch(near -> codeOf(near).equals(code)))
                .findFirst()
                .orElseThrow();
    }

    private byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decoded(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int index = 0; index < base32.length(); index++) {
            held = (held << 5) | BASE32.indexOf(base32.charAt(index));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }
}
