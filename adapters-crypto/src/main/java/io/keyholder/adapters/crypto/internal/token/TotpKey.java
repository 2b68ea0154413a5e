package io.keyholder.adapters.crypto.internal.token;

import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.TotpSecret;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A second-factor secret that was understood: a key, an algorithm and a number of digits (FORMATS section 6).
 * Immutable; silent in {@code toString}.
 */
public final class TotpKey {
    /** The least key accepted: the 80 bits that iCure made. */
    static final int LEAST_SIZE_BYTES = 10;

    public static final int DEFAULT_PERIOD_SECONDS = 30;
    private static final Pattern DIGITS = Pattern.compile("[68]");
    private static final int DEFAULT_DIGITS = 6;

    private final TotpAlgorithm algorithm;
    private final int digits;
    private final int periodSeconds;
    private final byte[] key;

    private TotpKey(TotpAlgorithm algorithm, int digits, int periodSeconds, byte[] key) {
        this.algorithm = algorithm;
        this.digits = digits;
        this.periodSeconds = periodSeconds;
        this.key = key;
    }

    /** A key for the codes that every authenticator program can show: SHA-1, 6 digits. */
    static TotpKey interoperable(byte[] key) {
        return new TotpKey(TotpAlgorithm.SHA1, DEFAULT_DIGITS, DEFAULT_PERIOD_SECONDS, key.clone());
    }

    /**
     * The key of a secret in clear, in groups or not, in either letter case: Base32, {@code digits:base32},
     * {@code ALG:digits:base32}, or an {@code otpauth://totp/} URI. Absent when its form is not known or it is under 80
     * bits.
     */
    static Optional<TotpKey> read(TotpSecret secret) {
        Optional<OtpauthParameters> uri = OtpauthParameters.read(secret.encoded());
        if (uri.isPresent()) {
            OtpauthParameters read = uri.get();
            return TotpAlgorithm.spelled(read.algorithm())
                    .flatMap(algorithm -> key(algorithm, read.digits(), read.periodSeconds(), read.secret()));
        }
        String[] parts = secret.encoded().strip().split(":", -1);
        return switch (parts.length) {
            case 1 -> key(TotpAlgorithm.SHA1, DEFAULT_DIGITS, DEFAULT_PERIOD_SECONDS, parts[0]);
            case 2 -> key(Optional.of(TotpAlgorithm.SHA256), parts[0], parts[1]);
            case 3 -> key(TotpAlgorithm.spelled(parts[0]), parts[1], parts[2]);
            default -> Optional.empty();
        };
    }

    private static Optional<TotpKey> key(Optional<TotpAlgorithm> algorithm, String digits, String base32) {
        return algorithm
                .filter(known -> DIGITS.matcher(digits).matches())
                .flatMap(known -> key(known, Integer.parseInt(digits), DEFAULT_PERIOD_SECONDS, base32));
    }

    private static Optional<TotpKey> key(TotpAlgorithm algorithm, int digits, int periodSeconds, String base32) {
        return Base32.decode(CopiedText.code(base32))
                .filter(bytes -> bytes.length >= LEAST_SIZE_BYTES)
                .map(bytes -> new TotpKey(algorithm, digits, periodSeconds, bytes));
    }

    /** The stored form that names everything: {@code ALG:digits:base32}. */
    TotpSecret toSecret() {
        return TotpSecret.of(algorithm + ":" + digits + ":" + base32());
    }

    TotpAlgorithm algorithm() {
        return algorithm;
    }

    int digits() {
        return digits;
    }

    /** How long each code counts. */
    int periodSeconds() {
        return periodSeconds;
    }

    String base32() {
        return Base32.encode(key);
    }

    /** The code for a moving factor: HOTP of RFC 4226 section 5.3, in exactly {@link #digits} ASCII digits. */
    byte[] code(long counter) {
        byte[] hmac = algorithm.hmac(
                key, ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        int offset = hmac[hmac.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(hmac, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return lastDigitsOf(truncated);
    }

    @Override
    public String toString() {
        return "TotpKey[hidden]";
    }

    private byte[] lastDigitsOf(int number) {
        byte[] text = new byte[digits];
        int rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return text;
    }
}
