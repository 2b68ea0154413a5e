package io.keyholder.adapters.crypto.internal.password.foreign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * phpass's portable hashes, {@code $P$} (WordPress) and {@code $H$} (phpBB), by MD5, and Drupal 7's {@code $S$} by
 * SHA-512: the digest of salt and password, then 2^n times of the result and the password. Drupal keeps the first 55
 * letters.
 */
public final class PortableHashFormat implements StoredHashFormat {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SHAPE =
            Pattern.compile("\\$(?:[PH]\\$([./0-9A-Za-z])([./0-9A-Za-z]{8})([./0-9A-Za-z]{22})"
                    + "|S\\$([./0-9A-Za-z])([./0-9A-Za-z]{8})([./0-9A-Za-z]{43}))");
    private static final int LEAST_LOG2 = 7;
    private static final int MOST_LOG2 = 30;
    private static final int MD5_PER_ROUND = 180;
    private static final int SHA512_PER_ROUND = 70;

    private final ForeignHashLimits limits;

    public PortableHashFormat(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean isDrupal = parts.group(1) == null;
        int first = isDrupal ? 4 : 1;
        int log2 = ALPHABET.indexOf(parts.group(first));
        if (log2 < LEAST_LOG2 || log2 > MOST_LOG2) {
            return Optional.empty();
        }
        Supplier<Digest> digest = isDrupal ? SHA512Digest::new : MD5Digest::new;
        byte[] salt = parts.group(first + 1).getBytes(US_ASCII);
        byte[] expected = parts.group(first + 2).getBytes(US_ASCII);
        int count = 1 << log2;
        return Optional.of(DigestHash.of(
                password -> letters(iterated(digest, salt, password, count), expected.length),
                expected,
                count / (isDrupal ? SHA512_PER_ROUND : MD5_PER_ROUND),
                limits.problemOfIterations(count)));
    }

    private static byte[] iterated(Supplier<Digest> digest, byte[] salt, byte[] password, int count) {
        byte[] result = LdapDigestFormat.digest(digest.get(), salt, password);
        for (int round = 0; round < count; round++) {
            result = LdapDigestFormat.digest(digest.get(), result, password);
        }
        return result;
    }

    /** Six bits a letter, the least ones first. */
    private static byte[] letters(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < bytes.length; index += 3) {
            int value = 0;
            int taken = Math.min(3, bytes.length - index);
            for (int place = 0; place < taken; place++) {
                value |= (bytes[index + place] & 0xff) << (Byte.SIZE * place);
            }
            for (int letter = 0; letter <= taken; letter++) {
                text.append(ALPHABET.charAt(value >> (6 * letter) & 0x3f));
            }
        }
        return Arrays.copyOf(text.toString().getBytes(US_ASCII), length);
    }
}
