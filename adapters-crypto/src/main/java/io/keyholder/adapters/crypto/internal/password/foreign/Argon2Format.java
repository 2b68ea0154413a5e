package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.Argon2;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2 as a PHC string, {@code $argon2id$v=19$m=…,t=…,p=…$salt$key}, of all three types and both versions, with its
 * parameters in any order and with or without padding, bare or behind Spring Security's {@code {argon2}} and
 * {@code {argon2@SpringSecurity_v5_8}}. A text without version means the earlier one, as in the reference
 * implementation.
 */
public final class Argon2Format implements StoredHashFormat {
    private static final Pattern SHAPE = Pattern.compile("(?:\\{argon2(?:@SpringSecurity_v5_8)?})?"
            + "\\$(argon2(?:id|i|d))(?:\\$v=(16|19))?\\$([a-z0-9=,]{5,60})"
            + "\\$([A-Za-z0-9+/]{11,172}={0,2})\\$([A-Za-z0-9+/]{22,172}={0,2})");
    private static final Set<String> PARAMETERS = Set.of("m", "t", "p");
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
        Map<String, Integer> parameters = PhcParameters.read(parts.group(3));
        int memoryKib = parameters.getOrDefault("m", 0);
        int passes = parameters.getOrDefault("t", 0);
        int lanes = parameters.getOrDefault("p", 0);
        int type = TYPES.getOrDefault(parts.group(1), Argon2Parameters.ARGON2_id);
        return parameters.keySet().equals(PARAMETERS)
                        && passes > 0
                        && lanes > 0
                        && memoryKib >= (long) LEAST_KIB_PER_LANE * lanes
                ? LenientBase64.decode(parts.group(4))
                        .flatMap(salt -> LenientBase64.decode(parts.group(5))
                                .map(key -> DerivedKeyHash.of(
                                        limits,
                                        key,
                                        new Argon2(type, version, new Argon2.Salt(salt), memoryKib, passes, lanes))))
                : Optional.empty();
    }
}
