package io.keyholder.domain.key;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Secret bytes that are overwritten when they are no longer needed; afterwards they throw {@link IllegalStateException}
 * on use and equal nothing. Silent in {@code toString}. Not thread-safe while being wiped.
 */
final class WipeableBytes {
    private final String name;
    private final byte[] bytes;
    private boolean wiped;

    /**
     * Copies the bytes.
     *
     * @param name what errors call the secret
     */
    WipeableBytes(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    /** A copy that the caller wipes. */
    byte[] copy() {
        return open().clone();
    }

    /** The bytes themselves, to be read only. */
    byte[] open() {
        if (wiped) {
            throw new IllegalStateException(name + " was closed");
        }
        return bytes;
    }

    /** Overwrites the bytes. Repeating it does nothing. */
    void wipe() {
        Arrays.fill(bytes, (byte) 0);
        wiped = true;
    }

    /** Takes the same time wherever the difference is. */
    boolean isSameAs(WipeableBytes other) {
        return !wiped && !other.wiped && MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return "WipeableBytes[hidden]";
    }
}
