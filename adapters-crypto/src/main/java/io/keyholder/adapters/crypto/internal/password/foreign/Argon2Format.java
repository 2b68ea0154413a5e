package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.Argon2;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.StrictBase64;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 as a PHC string, {@code $argon2id$v=19$m=…,t=…,p=…$salt$key}, of all three types and both versions, bare or
 * behind Spring Security's {@code {argon2}} and {@code {argon2@SpringSecurity_v5_8}}. A text without version means the
 * earlier one, as in the reference implementation.
 */
public final class Argon2Format implements StoredHashFormat {
    private static final Pattern SHAPE = Pattern.compile("(?:\\{argon2(?:@SpringSecurity_v5_8)?})?"
            + "\\$(argon2(?:id|i|d))(?:\\$v=(16|19))?\\$m=([1-9][0-9]{0,8}),t=([1-9][0-9]{0,8}),p=([1-9][0-9]{0,6})"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final Map<String, Integer> TYPES = Map.of(
            "argon2d", Argon2Parameters.ARGON2_d,
            "argon2i", Argon2Parameters.ARGON2_i,
            "argon2id", Argon2Parameters.ARGON2_id);
    private static final int LEAST_KIB_PER_LANE = 8;

    private final ForeignHashLimits limits;

    public Argon2Format(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        return parts.matches() ? read(parts) : Optional.empty();
    }

    private Optional<StoredHash> read(Matcher parts) {
        int version =
                "19".equals(parts.group(2)) ? Argon2Parameters.ARGON2_VERSION_13 : Argon2Parameters.ARGON2_VERSION_10;
        int memoryKib = Integer.parseInt(parts.group(3));
        int passes = Integer.parseInt(parts.group(4));
        int lanes = Integer.parseInt(parts.group(5));
        int type = TYPES.getOrDefault(parts.group(1), Argon2Parameters.ARGON2_id);
        return memoryKib >= LEAST_KIB_PER_LANE * lanes
                ? StrictBase64.unpadded(parts.group(6))
                        .flatMap(salt -> StrictBase64.unpadded(parts.group(7))
                                .map(key -> DerivedKeyHash.of(
                                        limits,
                                        key,
                                        new Argon2(type, version, new Argon2.Salt(salt), memoryKib, passes, lanes))))
                : Optional.empty();
    }
}
