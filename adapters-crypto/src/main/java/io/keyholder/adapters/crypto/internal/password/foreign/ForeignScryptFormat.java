package io.keyholder.adapters.crypto.internal.password.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.crypto.internal.kdf.Scrypt;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * scrypt as other software writes it: PHC strings and passlib, {@code $scrypt$ln=…,r=…,p=…$salt$key}; werkzeug,
 * {@code scrypt:N:r:p$salt$hex}; Django, {@code scrypt$N$salt$r$p$key}.
 */
public final class ForeignScryptFormat implements StoredHashFormat {
    private static final Pattern PHC = Pattern.compile(
            "\\$scrypt\\$([a-z0-9=,]{5,40})\\$([A-Za-z0-9+/._-]{2,171}={0,2})\\$([A-Za-z0-9+/._-]{22,172}={0,2})");
    private static final Pattern WERKZEUG =
            Pattern.compile("scrypt:(\\d{1,9}):(\\d{1,4}):(\\d{1,4})\\$([^$]{1,128})\\$([0-9a-f]{32,256})");
    private static final Pattern DJANGO = Pattern.compile(
            "scrypt\\$(\\d{1,9})\\$([^$]{1,128})\\$(\\d{1,4})\\$(\\d{1,4})\\$([A-Za-z0-9+/]{22,172}={0,2})");
    private static final int MOST_LOG2_COST = 30;
    private static final int MOST_LOG2_COST_OF_SINGLE_BLOCKS = 15;

    private final ForeignHashLimits limits;

    public ForeignScryptFormat(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher phc = PHC.matcher(encoded);
        if (phc.matches()) {
            return ofPhc(phc);
        }
        Matcher werkzeug = WERKZEUG.matcher(encoded);
        if (werkzeug.matches()) {
            return werkzeug.group(5).length() % 2 == 0
                    ? hash(
                            number(werkzeug, 1),
                            number(werkzeug, 2),
                            number(werkzeug, 3),
                            werkzeug.group(4).getBytes(UTF_8),
                            HexFormat.of().parseHex(werkzeug.group(5)))
                    : Optional.empty();
        }
        Matcher django = DJANGO.matcher(encoded);
        return django.matches()
                ? LenientBase64.decode(django.group(5))
                        .flatMap(key -> hash(
                                number(django, 1),
                                number(django, 3),
                                number(django, 4),
                                django.group(2).getBytes(UTF_8),
                                key))
                : Optional.empty();
    }

    private Optional<StoredHash> ofPhc(Matcher parts) {
        Map<String, Integer> parameters = PhcParameters.read(parts.group(1));
        int log2Cost = parameters.getOrDefault("ln", 0);
        return parameters.keySet().equals(Set.of("ln", "r", "p")) && log2Cost <= MOST_LOG2_COST
                ? LenientBase64.decode(parts.group(2))
                        .flatMap(salt -> LenientBase64.decode(parts.group(3))
                                .flatMap(key -> hash(
                                        1 << log2Cost,
                                        parameters.getOrDefault("r", 0),
                                        parameters.getOrDefault("p", 0),
                                        salt,
                                        key)))
                : Optional.empty();
    }

    private Optional<StoredHash> hash(int cost, int blockSize, int parallelization, byte[] salt, byte[] key) {
        int log2Cost = Integer.numberOfTrailingZeros(cost);
        boolean exists = cost > 1
                && Integer.bitCount(cost) == 1
                && blockSize > 0
                && parallelization > 0
                && key.length >= 16
                && log2Cost <= (blockSize == 1 ? MOST_LOG2_COST_OF_SINGLE_BLOCKS : MOST_LOG2_COST);
        return exists
                ? Optional.of(DerivedKeyHash.of(limits, key, new Scrypt(salt, cost, blockSize, parallelization)))
                : Optional.empty();
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
