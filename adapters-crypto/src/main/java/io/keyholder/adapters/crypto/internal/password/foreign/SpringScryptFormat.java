package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.Scrypt;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.StrictBase64;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * scrypt as Spring Security writes it, behind {@code {scrypt}} and {@code {scrypt@SpringSecurity_v5_8}} alike:
 * parameters in hex (the base-2 logarithm of N, then two digits each of r and p), salt and key in Base64.
 */
public final class SpringScryptFormat implements StoredHashFormat {
    private static final Pattern SHAPE = Pattern.compile("\\{scrypt(?:@SpringSecurity_v5_8)?}"
            + "\\$([1-9a-f][0-9a-f]?)([0-9a-f]{2})([0-9a-f]{2})"
            + "\\$([A-Za-z0-9+/]{11,171}=*)\\$([A-Za-z0-9+/]{22,86}=*)");
    private static final int MAX_LOG2_COST = 30;
    private static final int MAX_LOG2_COST_OF_SINGLE_BLOCKS = 15;

    private final ForeignHashLimits limits;

    public SpringScryptFormat(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        return parts.matches() ? read(parts) : Optional.empty();
    }

    private Optional<StoredHash> read(Matcher parts) {
        int log2Cost = Integer.parseInt(parts.group(1), 16);
        int blockSize = Integer.parseInt(parts.group(2), 16);
        int parallelization = Integer.parseInt(parts.group(3), 16);
        boolean exists = blockSize > 0
                && parallelization > 0
                && log2Cost <= (blockSize == 1 ? MAX_LOG2_COST_OF_SINGLE_BLOCKS : MAX_LOG2_COST);
        return exists
                ? StrictBase64.padded(parts.group(4))
                        .flatMap(salt -> StrictBase64.padded(parts.group(5))
                                .map(key -> DerivedKeyHash.of(
                                        limits, key, new Scrypt(salt, 1 << log2Cost, blockSize, parallelization))))
                : Optional.empty();
    }
}
