package io.keyholder.adapters.crypto.internal.password.foreign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * Hashes of Unix systems: {@code $6$} (SHA-512 crypt), {@code $5$} (SHA-256 crypt), {@code $1$} (MD5 crypt) and
 * Apache's {@code $apr1$}.
 */
public final class CryptFormat implements StoredHashFormat {
    private static final Pattern SHA2 = Pattern.compile(
            "(\\$([56])\\$(?:rounds=([1-9][0-9]{3,8})\\$)?[^$:\\s]{0,16})\\$([./0-9A-Za-z]{43}|[./0-9A-Za-z]{86})");
    private static final Pattern MD5 = Pattern.compile("(\\$(1|apr1)\\$[^$:\\s]{0,8})\\$([./0-9A-Za-z]{22})");
    private static final int DEFAULT_ROUNDS = 5_000;
    private static final int DIGESTS_PER_ROUND = 40;
    private static final int LONGEST_PASSWORD_BYTES = 4_096;

    private final ForeignHashLimits limits;

    public CryptFormat(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher sha2 = SHA2.matcher(encoded);
        if (sha2.matches() && (sha2.group(4).length() == 86) == sha2.group(2).equals("6")) {
            int rounds = sha2.group(3) == null ? DEFAULT_ROUNDS : Integer.parseInt(sha2.group(3));
            String salt = sha2.group(1);
            return Optional.of(hash(
                    sha2.group(2).equals("6")
                            ? password -> Sha2Crypt.sha512Crypt(password, salt)
                            : password -> Sha2Crypt.sha256Crypt(password, salt),
                    encoded,
                    rounds));
        }
        Matcher md5 = MD5.matcher(encoded);
        if (!md5.matches()) {
            return Optional.empty();
        }
        String salt = md5.group(1);
        return Optional.of(hash(
                md5.group(2).equals("1")
                        ? password -> Md5Crypt.md5Crypt(password, salt)
                        : password -> Md5Crypt.apr1Crypt(password, salt),
                encoded,
                1_000));
    }

    /**
     * The work of these functions grows with the square of the password, so that a longer one than people type never
     * matches.
     */
    private StoredHash hash(Crypt crypt, String encoded, int rounds) {
        UnaryOperator<byte[]> function = password -> password.length > LONGEST_PASSWORD_BYTES
                ? new byte[0]
                : crypt.of(password).getBytes(US_ASCII);
        return DigestHash.of(
                function, encoded.getBytes(US_ASCII), rounds / DIGESTS_PER_ROUND, limits.problemOfIterations(rounds));
    }

    /** One of the functions. */
    @FunctionalInterface
    private interface Crypt {
        String of(byte[] password);
    }
}
