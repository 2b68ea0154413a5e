package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;

/**
 * A symmetric key of 256 bits under which content is sealed. {@link #close()} overwrites it; a closed key throws
 * {@link IllegalStateException} on use. Silent in {@code toString}; equality takes the same time wherever the
 * difference is. Not thread-safe while being closed.
 */
public final class ContentKey implements AutoCloseable {
    /** The size of every such key, in bytes. */
    public static final int SIZE_BYTES = 32;

    private final WipeableBytes bytes;

    private ContentKey(byte[] bytes) {
        Check.that(bytes.length == SIZE_BYTES, "content key", "has " + bytes.length + " bytes, not " + SIZE_BYTES);
        this.bytes = new WipeableBytes("content key", bytes);
    }

    /**
     * Copies the bytes; the caller wipes its own.
     *
     * @throws io.keyholder.domain.InvalidValueException when there are not {@value #SIZE_BYTES}
     */
    public static ContentKey of(byte[] bytes) {
        return new ContentKey(bytes);
    }

    /** The bytes; a copy that the caller wipes. */
    public byte[] bytes() {
        return bytes.copy();
    }

    /** Overwrites the bytes. Repeating it does nothing. */
    @Override
    public void close() {
        bytes.wipe();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentKey that && bytes.isSameAs(that.bytes);
    }

    /** The same for every key, so that hash tables reveal nothing. */
    @Override
    public int hashCode() {
        return ContentKey.class.hashCode();
    }

    @Override
    public String toString() {
        return "ContentKey[hidden]";
    }
}
