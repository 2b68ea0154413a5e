package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.Pbkdf2;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.StrictBase64;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PBKDF2-HMAC-SHA256 as Python's passlib writes it: {@code $pbkdf2-sha256$iterations$salt$key}, in Base64 without
 * padding and with a dot where others have a plus.
 */
public final class PasslibPbkdf2Format implements StoredHashFormat {
    private static final Pattern SHAPE =
            Pattern.compile("\\$pbkdf2-sha256\\$([1-9][0-9]{0,8})\\$([A-Za-z0-9./]{2,171})\\$([A-Za-z0-9./]{43})");

    private final ForeignHashLimits limits;

    public PasslibPbkdf2Format(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        return parts.matches() ? read(parts) : Optional.empty();
    }

    private Optional<StoredHash> read(Matcher parts) {
        int iterations = Integer.parseInt(parts.group(1));
        return decode(parts.group(2))
                .flatMap(salt -> decode(parts.group(3))
                        .map(key -> DerivedKeyHash.of(limits, key, new Pbkdf2(Pbkdf2.Hash.SHA256, salt, iterations))));
    }

    private static Optional<byte[]> decode(String text) {
        return StrictBase64.unpadded(text.replace('.', '+'));
    }
}
