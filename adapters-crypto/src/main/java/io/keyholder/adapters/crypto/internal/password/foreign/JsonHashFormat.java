package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.Argon2;
import io.keyholder.adapters.crypto.internal.kdf.Pbkdf2;
import io.keyholder.adapters.crypto.internal.keyfile.JsonText;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.domain.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Keycloak's password credentials in JSON: {@code secretData} with {@code value} and {@code salt},
 * {@code credentialData} with {@code algorithm} and {@code hashIterations}, both as text or as objects, or all members
 * in one object. PBKDF2 with SHA-1, SHA-256 or SHA-512, and Argon2.
 */
public final class JsonHashFormat implements StoredHashFormat {
    private static final Map<String, Pbkdf2.Hash> PBKDF2 = Map.of(
            "pbkdf2", Pbkdf2.Hash.SHA1,
            "pbkdf2-sha256", Pbkdf2.Hash.SHA256,
            "pbkdf2-sha512", Pbkdf2.Hash.SHA512);
    private static final Map<String, Integer> ARGON2_TYPES =
            Map.of("d", Argon2Parameters.ARGON2_d, "i", Argon2Parameters.ARGON2_i, "id", Argon2Parameters.ARGON2_id);

    private final ForeignHashLimits limits;

    public JsonHashFormat(ForeignHashLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        if (!encoded.startsWith("{\"")) {
            return Optional.empty();
        }
        try {
            Map<String, Object> credential = JsonText.object(encoded);
            return read(part(credential, "secretData"), part(credential, "credentialData"));
        } catch (InvalidValueException noJson) {
            return Optional.empty();
        }
    }

    private Optional<StoredHash> read(Map<String, Object> secret, Map<String, Object> parameters) {
        Optional<byte[]> key =
                text(secret, "value").flatMap(LenientBase64::decode).filter(bytes -> bytes.length >= 16);
        Optional<byte[]> salt = text(secret, "salt").flatMap(LenientBase64::decode);
        int iterations = number(text(parameters, "hashIterations"));
        String algorithm = text(parameters, "algorithm").orElse("").toLowerCase(Locale.ROOT);
        if (key.isEmpty() || salt.isEmpty() || iterations < 1) {
            return Optional.empty();
        }
        return Optional.ofNullable(PBKDF2.get(algorithm))
                .map(hash -> DerivedKeyHash.of(limits, key.get(), new Pbkdf2(hash, salt.get(), iterations)))
                .or(() -> algorithm.equals("argon2")
                        ? argon2(part(parameters, "additionalParameters"), iterations, salt.get(), key.get())
                        : Optional.empty());
    }

    private Optional<StoredHash> argon2(Map<String, Object> parameters, int passes, byte[] salt, byte[] key) {
        Integer type = ARGON2_TYPES.get(first(parameters, "type").orElse("id"));
        int memoryKib = number(first(parameters, "memory"));
        int lanes = number(first(parameters, "parallelism"));
        int version = first(parameters, "version").orElse("1.3").equals("1.0")
                ? Argon2Parameters.ARGON2_VERSION_10
                : Argon2Parameters.ARGON2_VERSION_13;
        return type == null || lanes < 1 || memoryKib < 8L * lanes
                ? Optional.empty()
                : Optional.of(DerivedKeyHash.of(
                        limits, key, new Argon2(type, version, new Argon2.Salt(salt), memoryKib, passes, lanes)));
    }

    /** A part that is an object, or text of one; the whole when there is no such part. */
    private static Map<String, Object> part(Map<String, Object> whole, String name) {
        Object part = whole.get(name);
        if (part instanceof String text) {
            return JsonText.object(text);
        }
        return part == null ? whole : JsonText.objectOf(part);
    }

    private static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Keycloak keeps parameters in lists of one. */
    private static Optional<String> first(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list && !list.isEmpty()
                ? Optional.of(String.valueOf(list.get(0)))
                : text(object, name);
    }

    private static int number(Optional<String> digits) {
        return digits.filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
