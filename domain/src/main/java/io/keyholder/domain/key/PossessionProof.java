package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client answers to the challenge that it holds a private key: HMAC-SHA256 (RFC 2104) under the secret in the
 * challenge, over the {@link PossessionPurpose}. Not the secret itself: a server that sent the wrapped key of data as a
 * challenge would get it opened. Immutable; compared in constant time.
 */
public final class PossessionProof {
    /** The size of every proof, in bytes. */
    public static final int SIZE_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private final byte[] bytes;

    private PossessionProof(byte[] bytes) {
        Check.that(bytes.length == SIZE_BYTES, "proof", "has " + bytes.length + " bytes, not " + SIZE_BYTES);
        this.bytes = bytes.clone();
    }

    /**
     * A proof as it came from a client.
     *
     * @throws io.keyholder.domain.InvalidValueException when there are not {@value #SIZE_BYTES} bytes
     */
    public static PossessionProof ofBytes(byte[] bytes) {
        return new PossessionProof(bytes);
    }

    /**
     * The right proof for a purpose.
     *
     * @param secret what the challenge holds, unwrapped
     * @param purpose what the client was asked for and agrees to, with the name by which it knows the host itself
     */
    public static PossessionProof of(ContentKey secret, PossessionPurpose purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.bytes(), HMAC));
            return new PossessionProof(mac.doFinal(purpose.message().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", impossible);
        }
    }

    /** The bytes to send; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PossessionProof that && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** The same for every proof, so that hash tables reveal nothing. */
    @Override
    public int hashCode() {
        return PossessionProof.class.hashCode();
    }

    @Override
    public String toString() {
        return "PossessionProof[hidden]";
    }
}
