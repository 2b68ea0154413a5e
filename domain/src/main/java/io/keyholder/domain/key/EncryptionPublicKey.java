package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public half of a data owner's key pair: the DER bytes of an X.509 SubjectPublicKeyInfo, with the padding it is
 * used with. Immutable; the bytes are copied in and out and not parsed here.
 */
public final class EncryptionPublicKey {
    /** The longest encoding accepted, in bytes. */
    public static final int MAX_SIZE_BYTES = 4_096;

    private final byte[] spki;
    private final KeyPadding padding;

    private EncryptionPublicKey(byte[] spki, KeyPadding padding) {
        Check.that(spki.length >= 32, "public key", "has fewer than 32 bytes");
        Check.that(spki.length <= MAX_SIZE_BYTES, "public key", "has more than " + MAX_SIZE_BYTES + " bytes");
        this.spki = spki.clone();
        this.padding = padding;
    }

    /**
     * @throws io.keyholder.domain.InvalidValueException when the size is outside 32 to {@value #MAX_SIZE_BYTES} bytes
     */
    public static EncryptionPublicKey ofSpki(byte[] spki, KeyPadding padding) {
        return new EncryptionPublicKey(spki, padding);
    }

    /** The DER bytes; a copy. */
    public byte[] spki() {
        return spki.clone();
    }

    /** The DER bytes as lower-case hex: iCure's {@code publicKey}. */
    public String hex() {
        return HexFormat.of().formatHex(spki);
    }

    /** The padding this key is used with, and no other. */
    public KeyPadding padding() {
        return padding;
    }

    /** The key's fingerprint. */
    public Fingerprint fingerprint() {
        return Fingerprint.ofSpki(spki);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionPublicKey that && padding == that.padding && Arrays.equals(spki, that.spki);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(spki);
    }

    @Override
    public String toString() {
        return "EncryptionPublicKey[" + fingerprint().sha256() + ", " + padding + "]";
    }
}
