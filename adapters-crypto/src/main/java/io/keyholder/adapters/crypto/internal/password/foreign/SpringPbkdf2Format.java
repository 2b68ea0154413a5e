package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.Pbkdf2;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PBKDF2 as Spring Security writes it, in hex: salt, then a key of 256 bits. The parameters are not in the text but in
 * the version of the software. Behind {@code {pbkdf2}} are 8 bytes of salt and 185,000 iterations, of HMAC-SHA-1 by
 * Spring Security 5.0 to 5.7 and of HMAC-SHA-256 as iCure configures it (FORMATS section 5); which of them, nothing
 * shows it, so both are tried. Behind {@code {pbkdf2@SpringSecurity_v5_8}} are 16 bytes of salt and 310,000 iterations
 * of HMAC-SHA-256.
 */
public final class SpringPbkdf2Format implements StoredHashFormat {
    private static final Pattern SHAPE =
            Pattern.compile("\\{pbkdf2}([0-9a-f]{80})|\\{pbkdf2@SpringSecurity_v5_8}([0-9a-f]{96})");
    private static final int KEY_BYTES = 32;
    private static final int EARLIER_ITERATIONS = 185_000;
    private static final int CURRENT_ITERATIONS = 310_000;

    private final ForeignHashLimits limits;

    public SpringPbkdf2Format(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        return parts.matches()
                ? Optional.of(parts.group(1) != null ? earlier(parts.group(1)) : current(parts.group(2)))
                : Optional.empty();
    }

    private StoredHash earlier(String hex) {
        byte[] salt = saltIn(hex);
        return DerivedKeyHash.of(
                limits,
                keyIn(hex),
                new Pbkdf2(Pbkdf2.Hash.SHA256, salt, EARLIER_ITERATIONS),
                new Pbkdf2(Pbkdf2.Hash.SHA1, salt, EARLIER_ITERATIONS));
    }

    private StoredHash current(String hex) {
        return DerivedKeyHash.of(limits, keyIn(hex), new Pbkdf2(Pbkdf2.Hash.SHA256, saltIn(hex), CURRENT_ITERATIONS));
    }

    private static byte[] saltIn(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Arrays.copyOf(bytes, bytes.length - KEY_BYTES);
    }

    private static byte[] keyIn(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Arrays.copyOfRange(bytes, bytes.length - KEY_BYTES, bytes.length);
    }
}
