package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * Digests as LDAP servers keep them: {@code {SSHA256}} and its friends, salted behind the digest, and the same names
 * without the first S, which have no salt; in either letter case, with or without a hyphen, also behind Spring
 * Security's {@code {ldap}}. Fast and so weak.
 */
public final class LdapDigestFormat implements StoredHashFormat {
    private static final Pattern SHAPE = Pattern.compile(
            "(?:\\{ldap\\})?\\{(s?)(md5|sha-?(?:1|224|256|384|512)?)\\}([A-Za-z0-9+/]{22,200}={0,2})",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Supplier<Digest>> DIGESTS = Map.of(
            "md5", MD5Digest::new,
            "sha", SHA1Digest::new,
            "sha1", SHA1Digest::new,
            "sha224", SHA224Digest::new,
            "sha256", SHA256Digest::new,
            "sha384", SHA384Digest::new,
            "sha512", SHA512Digest::new);

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Supplier<Digest> digest =
                DIGESTS.getOrDefault(parts.group(2).toLowerCase(Locale.ROOT).replace("-", ""), SHA1Digest::new);
        int size = digest.get().getDigestSize();
        boolean isSalted = !parts.group(1).isEmpty();
        return LenientBase64.decode(parts.group(3))
                .filter(bytes -> isSalted ? bytes.length > size : bytes.length == size)
                .map(bytes -> hash(digest, Arrays.copyOf(bytes, size), Arrays.copyOfRange(bytes, size, bytes.length)));
    }

    private static StoredHash hash(Supplier<Digest> digest, byte[] expected, byte[] salt) {
        return DigestHash.of(password -> digest(digest.get(), password, salt), expected, 0, Optional.empty());
    }

    /** The digest of two parts. */
    static byte[] digest(Digest digest, byte[] first, byte[] second) {
        digest.update(first, 0, first.length);
        digest.update(second, 0, second.length);
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }
}
