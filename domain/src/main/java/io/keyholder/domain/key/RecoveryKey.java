package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A random key of 256 bits that its owner writes down or prints, and under which a copy of the private key is sealed: whoever
 * has both reads the owner's data, and whoever lost the private key and one of the two does not.
 *
 * <p>{@link #close()} overwrites it; a closed key throws {@link IllegalStateException} on use. Silent in {@code toString};
 * equality takes the same time wherever the difference is. Not thread-safe while being closed.
 */
public final class RecoveryKey implements AutoCloseable {
    /** The size of every such key, in bytes. */
    public static final int SIZE_BYTES = 32;

    private final byte[] bytes;
    private boolean wiped;

    private RecoveryKey(byte[] bytes) {
        Check.that(bytes.length == SIZE_BYTES, "recovery key", "has " + bytes.length + " bytes, not " + SIZE_BYTES);
        this.bytes = bytes.clone();
    }

    /**
     * Copies unpredictable bytes; the caller wipes its own.
     *
     * @throws io.keyholder.domain.InvalidValueException when there are not {@value #SIZE_BYTES}
     */
    public static RecoveryKey of(byte[] bytes) {
        return new RecoveryKey(bytes);
    }

    /**
     * Reads what somebody typed or scanned: the groups of {@link #reveal}, or the Base32 or hex that iCure shows, in either letter
     * case, with any white space, dashes and dots between. In the groups, 0 is taken for O, 8 for B, and 1 for whichever
     * of I and L fits.
     */
    public static RecoveryKeyReading read(CharSequence text) {
        return RecoveryKeyText.read(text);
    }

    /** The bytes; a copy that the caller wipes. */
    public byte[] bytes() {
        requireOpen();
        return bytes.clone();
    }

    /** The key that content is sealed under; the caller closes it. */
    public ContentKey asContentKey() {
        requireOpen();
        return ContentKey.of(bytes);
    }

    /**
     * What the sealed copy is known by: SHA-256 of the key in 64 lower-case hex digits, as iCure names its recovery documents
     * (FORMATS section 9). No secret: the key does not follow from it.
     */
    public String name() {
        requireOpen();
        return Digests.sha256Hex(bytes);
    }

    /**
     * The text to write down: 14 groups of five letters and digits, joined by hyphens. Four of each group are Base32 (RFC 4648), the
     * fifth checks them and the place of the group; the last group checks the whole.
     */
    public String reveal() {
        requireOpen();
        return RecoveryKeyText.groups(bytes);
    }

    /** The text as iCure's clients show and read it: 52 letters and digits of Base32 without padding, and without any check. */
    public String revealForIcure() {
        requireOpen();
        return RecoveryKeyText.base32(bytes);
    }

    /** Overwrites the bytes. Repeating it does nothing. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        wiped = true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryKey that && !wiped && !that.wiped && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** The same for every key, so that hash tables reveal nothing. */
    @Override
    public int hashCode() {
        return RecoveryKey.class.hashCode();
    }

    @Override
    public String toString() {
        return "RecoveryKey[hidden]";
    }

    private void requireOpen() {
        if (wiped) {
            throw new IllegalStateException("recovery key was closed");
        }
    }
}
