package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.adapters.crypto.internal.digest.Hmac;
import io.keyholder.adapters.crypto.internal.digest.Sha256;
import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.UncheckableHash;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bcrypt of what other software makes of a password first: its SHA-256 in hex (Django's {@code bcrypt_sha256$}) or in
 * Base64, with the salt as its key in the second version (passlib's {@code $bcrypt-sha256$}), or the password and a
 * pepper behind it (Devise, behind {@code {devise}}, which an import puts there). Outdated by being foreign.
 */
public final class ForeignBcryptFormat implements StoredHashFormat {
    private static final Pattern DJANGO = Pattern.compile("bcrypt_sha256\\$(\\$2[aby]\\$.{56})");
    private static final Pattern PASSLIB_1 =
            Pattern.compile("\\$bcrypt-sha256\\$(2[aby]),(\\d{1,2})\\$([./A-Za-z0-9]{22})\\$([./A-Za-z0-9]{31})");
    private static final Pattern PASSLIB_2 = Pattern.compile(
            "\\$bcrypt-sha256\\$v=2,t=(2[aby]),r=(\\d{1,2})\\$([./A-Za-z0-9]{22})\\$([./A-Za-z0-9]{31})");
    private static final Pattern DEVISE = Pattern.compile("\\{devise}(\\$2[aby]\\$.{56})", Pattern.CASE_INSENSITIVE);
    private static final String NO_DEVISE_PEPPER = "devise";

    private final BcryptLimits limits;
    private final BcryptFunction bcrypt;
    private final Optional<DevisePepper> pepper;

    /** @param pepper what Devise put behind every password; absent when the host knows none */
    public ForeignBcryptFormat(BcryptLimits limits, BcryptFunction bcrypt, Optional<DevisePepper> pepper) {
        this.limits = limits;
        this.bcrypt = bcrypt;
        this.pepper = pepper;
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher django = DJANGO.matcher(encoded);
        if (django.matches()) {
            return hash(django.group(1), password -> hex(Sha256.of(password)));
        }
        Matcher first = PASSLIB_1.matcher(encoded);
        if (first.matches()) {
            return hash(crypt(first), password -> base64(Sha256.of(password)));
        }
        Matcher second = PASSLIB_2.matcher(encoded);
        if (second.matches()) {
            byte[] salt = second.group(3).getBytes(StandardCharsets.US_ASCII);
            return hash(crypt(second), password -> base64(Hmac.SHA256.of(salt, password)));
        }
        Matcher devise = DEVISE.matcher(encoded);
        return devise.matches() ? ofDevise(devise.group(1)) : Optional.empty();
    }

    private Optional<StoredHash> ofDevise(String crypt) {
        return pepper.isEmpty()
                ? BcryptText.parse(crypt)
                        .map(text -> new UncheckableHash(new HashDiagnosis.PepperKeyMissing(NO_DEVISE_PEPPER)))
                : hash(crypt, pepper.get()::behind);
    }

    private static String crypt(Matcher parts) {
        String cost = parts.group(2);
        return "$" + parts.group(1) + "$" + (cost.length() == 1 ? "0" : "") + cost + "$" + parts.group(3)
                + parts.group(4);
    }

    private Optional<StoredHash> hash(String crypt, Function<byte[], byte[]> key) {
        return BcryptText.parse(crypt)
                .filter(text -> text.cost() >= BcryptLimits.LEAST)
                .map(text -> limits.problem(text.cost())
                        .<StoredHash>map(problem -> new UncheckableHash(new HashDiagnosis.TooMuchWork(problem)))
                        .orElseGet(() -> new Hash(text, key, bcrypt)));
    }

    private static byte[] hex(byte[] digest) {
        return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] base64(byte[] digest) {
        return Base64.getEncoder().encode(digest);
    }

    /** One hash. */
    private record Hash(BcryptText text, Function<byte[], byte[]> key, BcryptFunction bcrypt) implements CheckableHash {
        @Override
        public boolean matches(byte[] password) {
            byte[] bytes = key.apply(password);
            try {
                return MessageDigest.isEqual(bcrypt.digest(bytes, text.salt(), text.cost()), text.digest())
                        && bytes.length > 0;
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }

        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public long rounds() {
            return 1L << text.cost();
        }
    }
}
