package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;

/**
 * The private half of a data owner's key pair: the DER bytes of a PKCS#8 PrivateKeyInfo. It alone opens the owner's
 * data; nothing on the server side stores it. {@link #close()} overwrites the bytes; a closed key throws
 * {@link IllegalStateException} on use. Silent in {@code toString}; equality takes the same time wherever the
 * difference is. Not thread-safe while being closed.
 */
public final class EncryptionPrivateKey implements AutoCloseable {
    /** The longest encoding accepted, in bytes. */
    public static final int MAX_SIZE_BYTES = 16_384;

    private final WipeableBytes pkcs8;

    private EncryptionPrivateKey(byte[] pkcs8) {
        Check.that(pkcs8.length > 0, "private key", "is empty");
        Check.that(pkcs8.length <= MAX_SIZE_BYTES, "private key", "has more than " + MAX_SIZE_BYTES + " bytes");
        this.pkcs8 = new WipeableBytes("private key", pkcs8);
    }

    /**
     * Copies the bytes; the caller wipes its own.
     *
     * @throws io.keyholder.domain.InvalidValueException when there are none or more than {@value #MAX_SIZE_BYTES}
     */
    public static EncryptionPrivateKey ofPkcs8(byte[] pkcs8) {
        return new EncryptionPrivateKey(pkcs8);
    }

    /** The DER bytes; a copy that the caller wipes. */
    public byte[] pkcs8() {
        return pkcs8.copy();
    }

    /** Overwrites the bytes. Repeating it does nothing. */
    @Override
    public void close() {
        pkcs8.wipe();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionPrivateKey that && pkcs8.isSameAs(that.pkcs8);
    }

    /** The same for every key, so that hash tables reveal nothing. */
    @Override
    public int hashCode() {
        return EncryptionPrivateKey.class.hashCode();
    }

    @Override
    public String toString() {
        return "EncryptionPrivateKey[hidden]";
    }
}
