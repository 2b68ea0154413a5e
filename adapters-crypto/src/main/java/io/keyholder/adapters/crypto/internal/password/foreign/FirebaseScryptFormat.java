package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.FirebaseScrypt;
import io.keyholder.adapters.crypto.internal.kdf.Scrypt;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Firebase's scrypt with the project's parameters in the text, as Supabase takes it over:
 * {@code $fbscrypt$v=1,n=14,r=8,p=1,ss=<separator>,sk=<signer key>$<salt>$<hash>}, parameters in any order.
 */
public final class FirebaseScryptFormat implements StoredHashFormat {
    private static final Pattern SHAPE = Pattern.compile("\\$fbscrypt\\$([a-z0-9=,A-Z+/_-]{20,400})"
            + "\\$([A-Za-z0-9+/_-]{2,171}={0,2})\\$([A-Za-z0-9+/_-]{22,344}={0,2})");
    private static final Set<String> NAMES = Set.of("v", "n", "r", "p", "ss", "sk");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int MOST_LOG2_COST = 30;
    private static final int LEAST_SIGNER_KEY_BYTES = 16;

    private final ForeignHashLimits limits;

    public FirebaseScryptFormat(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(parts.group(1));
        return parameters.keySet().equals(NAMES) && "1".equals(parameters.get("v"))
                ? LenientBase64.decode(parts.group(2))
                        .flatMap(salt ->
                                LenientBase64.decode(parts.group(3)).flatMap(hash -> hash(parameters, salt, hash)))
                : Optional.empty();
    }

    private Optional<StoredHash> hash(Map<String, String> parameters, byte[] salt, byte[] hash) {
        int log2Cost = number(parameters, "n");
        int blockSize = number(parameters, "r");
        int parallelization = number(parameters, "p");
        Optional<byte[]> separator = LenientBase64.decode(parameters.getOrDefault("ss", ""));
        Optional<byte[]> signerKey = LenientBase64.decode(parameters.getOrDefault("sk", ""));
        boolean exists = log2Cost > 0
                && log2Cost <= MOST_LOG2_COST
                && blockSize > 1
                && parallelization > 0
                && separator.isPresent()
                && signerKey
                        .filter(key -> key.length >= LEAST_SIGNER_KEY_BYTES && key.length == hash.length)
                        .isPresent();
        return exists
                ? Optional.of(DerivedKeyHash.of(
                        limits,
                        hash,
                        new FirebaseScrypt(
                                new Scrypt(joined(salt, separator.get()), 1 << log2Cost, blockSize, parallelization),
                                signerKey.get())))
                : Optional.empty();
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> values = new HashMap<>();
        for (String parameter : text.split(",", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 1 || values.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                return Map.of();
            }
        }
        return values;
    }

    /** The number, or 0 when it is none of one to four digits. */
    private static int number(Map<String, String> parameters, String name) {
        String text = parameters.getOrDefault(name, "");
        return SMALL_NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    private static byte[] joined(byte[] salt, byte[] separator) {
        byte[] joined = Arrays.copyOf(salt, salt.length + separator.length);
        System.arraycopy(separator, 0, joined, salt.length, separator.length);
        return joined;
    }
}
