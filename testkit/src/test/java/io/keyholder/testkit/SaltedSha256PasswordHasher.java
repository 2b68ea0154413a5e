package io.keyholder.testkit;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fastest hasher that keeps the contract, and no fit guardian of passwords: a test's only. */
public class SaltedSha256PasswordHasher implements PasswordHasher {
    private static final Pattern FORMAT = Pattern.compile("\\{test\\}([0-9a-f]{32})\\$([0-9a-f]{64})");
    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = salt();
        return PasswordHash.of(
                "{test}" + HEX.formatHex(salt) + "$" + HEX.formatHex(digest(salt, relevantBytes(password))));
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        if (stored.isEmpty()) {
            return Verification.MISMATCHED;
        }
        Matcher format = FORMAT.matcher(stored.get().encoded());
        if (!format.matches()) {
            return unreadable(stored.get());
        }
        byte[] digest = digest(HEX.parseHex(format.group(1)), relevantBytes(password));
        return MessageDigest.isEqual(digest, HEX.parseHex(format.group(2)))
                ? Verification.MATCHED
                : Verification.MISMATCHED;
    }

    /** The bytes that count: all of them. */
    public byte[] relevantBytes(Password password) {
        return password.utf8();
    }

    /** A fresh salt. */
    public byte[] salt() {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return salt;
    }

    /** The answer for a stored text of another format. */
    public Verification unreadable(PasswordHash stored) {
        return Verification.UNREADABLE;
    }

    private static byte[] digest(byte[] salt, byte[] password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(password);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
