package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;

/**
 * A random key of 256 bits that its owner writes down or prints, and under which a copy of the private key is sealed: a
 * person who has both reads the owner's data, and a person who lost the private key and one of the two does not.
 *
 * <p>{@link #close()} overwrites it; a closed key throws {@link IllegalStateException} on use. Silent in
 * {@code toString}; equality takes the same time wherever the difference is. Not thread-safe while being closed.
 */
public final class RecoveryKey implements AutoCloseable {
    /** The size of every such key, in bytes. */
    public static final int SIZE_BYTES = 32;

    private final WipeableBytes bytes;

    private RecoveryKey(byte[] bytes) {
        Check.that(bytes.length == SIZE_BYTES, "recovery key", "has " + bytes.length + " bytes, not " + SIZE_BYTES);
        this.bytes = new WipeableBytes("recovery key", bytes);
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
     * Reads what a person typed or scanned: the groups of {@link #reveal}, or the Base32 or hex that iCure shows, in
     * either letter case, with any white space, dashes and dots between. In the groups, 0 is taken for O, 8 for B, and
     * 1 for whichever of I and L fits.
     */
    public static RecoveryKeyReading read(CharSequence text) {
        return RecoveryKeyText.read(text);
    }

    /** The bytes; a copy that the caller wipes. */
    public byte[] bytes() {
        return bytes.copy();
    }

    /** The key that content is sealed under; the caller closes it. */
    public ContentKey asContentKey() {
        return ContentKey.of(bytes.open());
    }

    /**
     * What the sealed copy is known by: SHA-256 of the key in 64 lower-case hex digits, as iCure names its recovery
     * documents (FORMATS section 9). No secret: the key does not follow from it.
     */
    public String name() {
        return Digests.sha256Hex(bytes.open());
    }

    /**
     * The text to write down: 14 groups of five letters and digits, joined by hyphens. Four of each group are Base32
     * (RFC 4648), the fifth checks them and the place of the group; the last group checks the whole.
     */
    public String reveal() {
        return RecoveryKeyText.groups(bytes.open());
    }

    /**
     * The text as iCure's clients show and read it: 52 letters and digits of Base32 without padding, and without any
     * check.
     */
    public String revealForIcure() {
        return RecoveryKeyText.base32(bytes.open());
    }

    /** Overwrites the bytes. Repeating it does nothing. */
    @Override
    public void close() {
        bytes.wipe();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryKey that && bytes.isSameAs(that.bytes);
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
}
