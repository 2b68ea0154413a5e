package io.keyholder.adapters.crypto.internal.hostkey;

import io.keyholder.adapters.crypto.internal.digest.Hmac;
import io.keyholder.domain.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One 256-bit key of the host with its id, which follows from the key and what it is for, so that no id can name a
 * wrong key. Silent in {@code toString}. Thread-safe; once wiped, it throws {@link IllegalStateException} on use.
 */
public final class HostKey {
    public static final int SIZE_BYTES = 32;

    private static final int ID_BYTES = 8;

    private final String purpose;
    private final String id;
    private final byte[] key;
    private volatile boolean wiped;

    private HostKey(String purpose, String id, byte[] key) {
        this.purpose = purpose;
        this.id = id;
        this.key = key;
    }

    /** A key under which second-factor secrets are sealed. */
    public static HostKey sealing(byte[] key) {
        return of("sealing key", key);
    }

    /** A key that passwords are mixed with. */
    public static HostKey pepper(byte[] key) {
        return of("pepper key", key);
    }

    private static HostKey of(String purpose, byte[] key) {
        if (key.length != SIZE_BYTES) {
            throw new InvalidValueException(purpose, "has " + key.length + " bytes, not " + SIZE_BYTES);
        }
        if (MessageDigest.isEqual(key, new byte[SIZE_BYTES])) {
            throw new InvalidValueException(purpose, "is all zeros, as one that was never filled");
        }
        return new HostKey(purpose, idOf(purpose, key), key.clone());
    }

    /** 16 lower-case hex digits that tell nothing of the key. */
    public String id() {
        return id;
    }

    /** A copy; the caller wipes it. */
    public byte[] bytes() {
        byte[] copy = key.clone();
        if (wiped) {
            throw new IllegalStateException(purpose + "s were closed");
        }
        return copy;
    }

    public void wipe() {
        wiped = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "HostKey[" + purpose + " " + id + "]";
    }

    private static String idOf(String purpose, byte[] key) {
        byte[] label = ("io.keyholder " + purpose + " id").getBytes(StandardCharsets.US_ASCII);
        byte[] digest = Hmac.SHA256.of(key, label);
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }
}
