package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.StrictBase64;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SHA1Digest;

/**
 * Salted SHA-1 as LDAP servers keep it: {@code {SSHA}} and the Base64 of the digest of password and salt, followed by
 * the salt; also as Spring Security writes it, in lower case or behind {@code {ldap}}. Fast and so weak.
 */
public final class LdapSshaFormat implements StoredHashFormat {
    private static final Pattern SHAPE = Pattern.compile("(?:\\{ldap})?\\{(?:SSHA|ssha)}([A-Za-z0-9+/]{28,114}={0,2})");
    private static final int DIGEST_BYTES = 20;

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        return parts.matches()
                ? StrictBase64.padded(parts.group(1))
                        .filter(bytes -> bytes.length > DIGEST_BYTES)
                        .map(Hash::new)
                : Optional.empty();
    }

    /** One hash. */
    private static final class Hash implements CheckableHash {
        private final byte[] digest;
        private final byte[] salt;

        Hash(byte[] bytes) {
            digest = Arrays.copyOf(bytes, DIGEST_BYTES);
            salt = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
        }

        @Override
        public boolean matches(byte[] password) {
            SHA1Digest sha1 = new SHA1Digest();
            sha1.update(password, 0, password.length);
            sha1.update(salt, 0, salt.length);
            byte[] computed = new byte[DIGEST_BYTES];
            sha1.doFinal(computed, 0);
            return MessageDigest.isEqual(computed, digest);
        }

        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public long rounds() {
            return 0;
        }
    }
}
