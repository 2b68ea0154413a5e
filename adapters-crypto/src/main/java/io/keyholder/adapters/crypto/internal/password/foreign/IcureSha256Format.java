package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.digest.Sha256;
import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.WrittenFormat;
import io.keyholder.ports.randomness.SecretGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * iCure's own hashes (FORMATS section 5): {@code hex64} is SHA-256 of the password, {@code {S}hex64} of the password
 * followed by {@code {S}}, braces included, where S is 44 letters of Base64. Fast and so weak: for passwords it is
 * written only beside a live iCure server, for tokens, which are random and long, always. The unsalted form is never
 * written.
 */
public final class IcureSha256Format implements WrittenFormat {
    private static final int SALT_BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("(|\\{[A-Za-z0-9+/]{43}=})([0-9a-f]{64})");

    /** Always. */
    @Override
    public boolean takes(byte[] password) {
        return true;
    }

    @Override
    public String write(byte[] password, SecretGenerator salts) {
        String suffix = "{" + Base64.getEncoder().encodeToString(salts.nextBytes(SALT_BYTES)) + "}";
        return suffix + HexFormat.of().formatHex(Sha256.of(password, suffix.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        return checkable(encoded).map(hash -> hash);
    }

    /** The hash; absent when the text is not of this form. */
    public Optional<CheckableHash> checkable(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        return parts.matches() ? Optional.of(new Hash(parts)) : Optional.empty();
    }

    /** One hash. */
    private static final class Hash implements CheckableHash {
        private final byte[] suffix;
        private final byte[] digest;

        Hash(Matcher parts) {
            suffix = parts.group(1).getBytes(StandardCharsets.US_ASCII);
            digest = HexFormat.of().parseHex(parts.group(2));
        }

        @Override
        public boolean matches(byte[] password) {
            return MessageDigest.isEqual(Sha256.of(password, suffix), digest);
        }

        @Override
        public boolean isCurrent() {
            return suffix.length > 0;
        }

        @Override
        public long rounds() {
            return 0;
        }
    }
}
