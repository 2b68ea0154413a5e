package io.keyholder.adapters.crypto.internal.token;

import io.keyholder.domain.credential.TotpSecret;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second-factor secret that was understood: a key, an algorithm and a number of digits (FORMATS section 6).
 * Immutable; silent in {@code toString}.
 */
final class TotpKey {
    /** The least key accepted: the 80 bits that iCure made. */
    static final int LEAST_SIZE_BYTES = 10;

    private static final Pattern SHAPE = Pattern.compile("(?:(?:([A-Z0-9]+):)?([68]):)?([A-Za-z2-7]+=*)");
    private static final int DEFAULT_DIGITS = 6;

    private final TotpAlgorithm algorithm;
    private final int digits;
    private final byte[] key;

    private TotpKey(TotpAlgorithm algorithm, int digits, byte[] key) {
        this.algorithm = algorithm;
        this.digits = digits;
        this.key = key;
    }

    /** A key for the codes that every authenticator program can show: SHA-1, 6 digits. */
    static TotpKey interoperable(byte[] key) {
        return new TotpKey(TotpAlgorithm.SHA1, DEFAULT_DIGITS, key.clone());
    }

    /** The key of a secret in clear; absent when its form is not known or it is under 80 bits. */
    static Optional<TotpKey> read(TotpSecret secret) {
        Matcher parts = SHAPE.matcher(secret.encoded());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int digits = parts.group(2) == null ? DEFAULT_DIGITS : Integer.parseInt(parts.group(2));
        return algorithmOf(parts)
                .flatMap(algorithm -> Base32.decode(parts.group(3)).map(bytes -> new TotpKey(algorithm, digits, bytes)))
                .filter(read -> read.key.length >= LEAST_SIZE_BYTES);
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

    private static Optional<TotpAlgorithm> algorithmOf(Matcher parts) {
        if (parts.group(1) != null) {
            return TotpAlgorithm.named(parts.group(1));
        }
        return Optional.of(parts.group(2) == null ? TotpAlgorithm.SHA1 : TotpAlgorithm.SHA256);
    }
}
