package io.keyholder.application.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) of content under a label, so that a digest for one use is worth nothing in another. */
public final class Sha256 {
    private Sha256() {}

    /**
     * The 32 bytes of the digest of the label and the content after it.
     *
     * @param label in ASCII
     */
    public static byte[] of(String label, byte[] content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(label.getBytes(StandardCharsets.US_ASCII));
            return sha256.digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
