package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A symmetric key of 256 bits under which content is sealed. {@link #close()} overwrites it; a closed key throws
 * {@link IllegalStateException} on use. Silent in {@code toString}; equality takes the same time wherever the difference
 * is. Not thread-safe while being closed.
 */
public final class ContentKey implements AutoCloseable {
    /** The size of every such key, in bytes. */
    public static final int SIZE_BYTES = 32;

    private final byte[] bytes;
    private boolean wiped;

    private ContentKey(byte[] bytes) {
        Check.that(bytes.length == SIZE_BYTES, "content key", "has " + bytes.length + " bytes, not " + SIZE_BYTES);
        this.bytes = bytes.clone();
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
        if (wiped) {
            throw new IllegalStateException("content key was closed");
        }
        return bytes.clone();
    }

    /** Overwrites the bytes. Repeating it does nothing. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        wiped = true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentKey that && !wiped && !that.wiped && MessageDigest.isEqual(bytes, that.bytes);
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
