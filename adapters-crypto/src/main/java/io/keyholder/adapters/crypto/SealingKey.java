package io.keyholder.adapters.crypto;

import io.keyholder.domain.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * One AES-256 key with its id, which follows from the key, so that no id can name a wrong key. Silent in {@code toString}.
 * Thread-safe; once wiped, it throws {@link IllegalStateException} on use.
 */
final class SealingKey {
    static final int SIZE_BYTES = 32;

    private static final byte[] ID_LABEL = "io.keyholder sealing key id".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 8;

    private final String id;
    private final byte[] key;
    private volatile boolean wiped;

    private SealingKey(String id, byte[] key) {
        this.id = id;
        this.key = key;
    }

    static SealingKey of(byte[] key) {
        if (key.length != SIZE_BYTES) {
            throw new InvalidValueException("sealing key", "has " + key.length + " bytes, not " + SIZE_BYTES);
        }
        return new SealingKey(idOf(key), key.clone());
    }

    /** 16 lower-case hex digits that tell nothing of the key. */
    String id() {
        return id;
    }

    /** A copy; the caller wipes it. */
    byte[] bytes() {
        byte[] copy = key.clone();
        if (wiped) {
            throw new IllegalStateException("sealing keys were closed");
        }
        return copy;
    }

    void wipe() {
        wiped = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "SealingKey[" + id + "]";
    }

    private static String idOf(byte[] key) {
        HMac hmac = new HMac(new SHA256Digest());
        hmac.init(new KeyParameter(key));
        hmac.update(ID_LABEL, 0, ID_LABEL.length);
        byte[] digest = new byte[hmac.getMacSize()];
        hmac.doFinal(digest, 0);
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }
}
