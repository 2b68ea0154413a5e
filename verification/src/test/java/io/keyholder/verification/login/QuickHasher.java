package io.keyholder.verification.login;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A salted hash that really computes and costs next to nothing: {@code quick:salt:hex}, before that
 * {@code old:salt:hex}.
 */
public final class QuickHasher implements PasswordHasher {
    private static final String CURRENT = "quick";
    private static final String OUTDATED = "old";

    private final AtomicLong salts = new AtomicLong();

    /** A hash that should be replaced. */
    static PasswordHash outdatedHash(String password) {
        try (Password plain = Password.of(password)) {
            return encoded(OUTDATED, "salt", plain);
        }
    }

    @Override
    public PasswordHash hash(Password password) {
        return encoded(CURRENT, Long.toString(salts.incrementAndGet()), password);
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        String[] parts = stored.map(PasswordHash::encoded).orElse("quick::").split(":", -1);
        boolean readable = parts.length == 3 && (parts[0].equals(CURRENT) || parts[0].equals(OUTDATED));
        if (!readable) {
            return Verification.UNREADABLE;
        }
        if (!stored.equals(Optional.of(encoded(parts[0], parts[1], password)))) {
            return Verification.MISMATCHED;
        }
        return parts[0].equals(CURRENT) ? Verification.MATCHED : Verification.MATCHED_OUTDATED;
    }

    private static PasswordHash encoded(String form, String salt, Password password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            return PasswordHash.of(form + ":" + salt + ":" + HexFormat.of().formatHex(digest.digest(password.utf8())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
