package io.keyholder.adapters.crypto.internal.password.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.crypto.internal.kdf.Pbkdf2;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.StrictBase64;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PBKDF2 as other software writes it: passlib and OpenLDAP, PHC strings, Django, werkzeug, 389 Directory Server,
 * ASP.NET Identity. A row describes how one writes its parameters.
 */
public final class ForeignPbkdf2Format implements StoredHashFormat {
    private static final int MOST_KEY_BYTES = 256;
    private static final int LEAST_KEY_BYTES = 16;
    private static final Map<String, Pbkdf2.Hash> HASHES = Map.of(
            "", Pbkdf2.Hash.SHA1,
            "sha1", Pbkdf2.Hash.SHA1,
            "sha256", Pbkdf2.Hash.SHA256,
            "sha384", Pbkdf2.Hash.SHA384,
            "sha512", Pbkdf2.Hash.SHA512);
    private static final String B64 = "([A-Za-z0-9+/._-]{2,512}={0,2})";

    private final ForeignHashLimits limits;
    private final List<Row> rows;

    public ForeignPbkdf2Format(ForeignHashLimits limits) {
        this.limits = limits;
        this.rows = List.of(
                // passlib, PHC strings (i=…, l=… in any order)
                new Row(
                        "\\$pbkdf2-?(sha\\d+)?\\$()?(\\d{1,9})\\$" + B64 + "\\$" + B64,
                        LenientBase64::decode,
                        LenientBase64::decode),
                new Row(
                        "\\$pbkdf2-?(sha\\d+)?(\\$v=1)?\\$(?:l=\\d+,)?i=(\\d{1,9})(?:,l=\\d+)?\\$" + B64 + "\\$" + B64,
                        LenientBase64::decode,
                        LenientBase64::decode),
                // OpenLDAP pw-pbkdf2, 389 Directory Server from 2.0 on
                new Row(
                        "(?i:\\{PBKDF2[-_]?(SHA\\d+)?\\})()(\\d{1,9})\\$" + B64 + "\\$" + B64,
                        LenientBase64::decode,
                        LenientBase64::decode),
                // Django
                new Row(
                        "pbkdf2_(sha\\d+)()\\$(\\d{1,9})\\$([^$]{1,128})\\$" + B64,
                        ForeignPbkdf2Format::utf8,
                        LenientBase64::decode),
                // werkzeug, Flask
                new Row(
                        "pbkdf2:(sha\\d+)():(\\d{1,9})\\$([^$]{1,128})\\$([0-9a-f]{32,512})",
                        ForeignPbkdf2Format::utf8,
                        ForeignPbkdf2Format::hex));
    }

    /** How one writer puts down hash function, iterations, salt and key: groups 1, 3, 4 and 5. */
    private record Row(Pattern shape, Function<String, Optional<byte[]>> salt, Function<String, Optional<byte[]>> key) {
        Row(String shape, Function<String, Optional<byte[]>> salt, Function<String, Optional<byte[]>> key) {
            this(Pattern.compile(shape), salt, key);
        }
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        return rows.stream()
                .flatMap(row -> read(row, encoded).stream())
                .findFirst()
                .or(() -> ofAspNet(encoded))
                .or(() -> ofDirectoryServer(encoded));
    }

    private Optional<StoredHash> read(Row row, String encoded) {
        Matcher parts = row.shape().matcher(encoded);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(parts.group(1)).orElse("").toLowerCase(Locale.ROOT);
        return row.salt()
                .apply(parts.group(4))
                .flatMap(salt -> row.key()
                        .apply(parts.group(5))
                        .flatMap(key -> hash(HASHES.get(name), Integer.parseInt(parts.group(3)), salt, key)));
    }

    /**
     * ASP.NET Identity: a version byte; in version 3 the function, iterations and size of the salt as big-endian
     * numbers.
     */
    private Optional<StoredHash> ofAspNet(String encoded) {
        if (!encoded.matches("A[AQ][A-Za-z0-9+/]{58,}={0,2}")) {
            return Optional.empty();
        }
        ByteBuffer blob = ByteBuffer.wrap(StrictBase64.padded(encoded).orElse(new byte[0]));
        if (blob.remaining() == 49 && blob.get(0) == 0) {
            blob.get();
            return hash(Pbkdf2.Hash.SHA1, 1_000, bytes(blob, 16), bytes(blob, 32));
        }
        if (blob.remaining() < 13 + 16 + LEAST_KEY_BYTES || blob.get() != 1) {
            return Optional.empty();
        }
        int function = blob.getInt();
        int iterations = blob.getInt();
        int saltBytes = blob.getInt();
        List<Pbkdf2.Hash> functions = List.of(Pbkdf2.Hash.SHA1, Pbkdf2.Hash.SHA256, Pbkdf2.Hash.SHA512);
        return function < 0
                        || function >= functions.size()
                        || saltBytes < 8
                        || saltBytes > blob.remaining() - LEAST_KEY_BYTES
                ? Optional.empty()
                : hash(functions.get(function), iterations, bytes(blob, saltBytes), bytes(blob, blob.remaining()));
    }

    /** 389 Directory Server before 2.0: four bytes of iterations, 64 of salt, 256 of key. */
    private Optional<StoredHash> ofDirectoryServer(String encoded) {
        if (!encoded.startsWith("{PBKDF2_SHA256}")) {
            return Optional.empty();
        }
        ByteBuffer blob = ByteBuffer.wrap(LenientBase64.decode(encoded.substring(encoded.indexOf('}') + 1))
                .orElse(new byte[0]));
        return blob.remaining() == 324
                ? hash(Pbkdf2.Hash.SHA256, blob.getInt(), bytes(blob, 64), bytes(blob, 256))
                : Optional.empty();
    }

    private Optional<StoredHash> hash(Pbkdf2.@Nullable Hash hash, int iterations, byte[] salt, byte[] key) {
        return hash == null || iterations < 1 || key.length < LEAST_KEY_BYTES || key.length > MOST_KEY_BYTES
                ? Optional.empty()
                : Optional.of(DerivedKeyHash.of(limits, key, new Pbkdf2(hash, salt, iterations)));
    }

    private static byte[] bytes(ByteBuffer from, int size) {
        byte[] bytes = new byte[size];
        from.get(bytes);
        return bytes;
    }

    private static Optional<byte[]> utf8(String text) {
        return Optional.of(text.getBytes(UTF_8));
    }

    private static Optional<byte[]> hex(String digits) {
        return digits.length() % 2 == 0 ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
    }
}
