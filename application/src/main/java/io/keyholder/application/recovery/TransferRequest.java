package io.keyholder.application.recovery;

import io.keyholder.application.internal.Sha256;
import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A new device's one-time public key on its way to the old device: text that is shown as a QR code or sent, and letters
 * that a person compares on both screens, since the carrier of the text could have put in a key of his own. Immutable.
 */
public final class TransferRequest {
    private static final String PREFIX = "KHT1.";
    private static final int MOST_LENGTH = 8_192;
    private static final int CHECKSUM_BYTES = 4;
    private static final int COMPARED_BYTES = 12;
    private static final int DIGITS_PER_GROUP = 4;

    private final EncryptionPublicKey publicKey;

    TransferRequest(EncryptionPublicKey publicKey) {
        this.publicKey = publicKey;
    }

    /** Reads {@link #text}, as {@link CopiedText} reads it; absent when it is no such text or a damaged one. */
    public static Optional<TransferRequest> read(String text) {
        String letters = text.length() > MOST_LENGTH ? "" : CopiedText.unbroken(text);
        if (!letters.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] checked = Base64.getUrlDecoder().decode(letters.substring(PREFIX.length()));
            byte[] spki = Arrays.copyOf(checked, Math.max(checked.length - CHECKSUM_BYTES, 0));
            TransferRequest request = new TransferRequest(EncryptionPublicKey.ofSpki(spki, KeyPadding.OAEP_SHA256));
            return Optional.of(request).filter(read -> read.text().equals(letters));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** The text for the old device: no secret, at most some 800 characters, free of white space. */
    public String text() {
        byte[] spki = publicKey.spki();
        byte[] checked = Arrays.copyOf(spki, spki.length + CHECKSUM_BYTES);
        System.arraycopy(digest("checksum", spki), 0, checked, spki.length, CHECKSUM_BYTES);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(checked);
    }

    /**
     * What must be the same on both screens: six groups of four hex digits. These are 96 bits of a digest of the key,
     * so many that no one finds another key which shows the same.
     */
    public String comparison() {
        String digits = HexFormat.of().formatHex(digest("comparison", publicKey.spki()), 0, COMPARED_BYTES);
        return digits.replaceAll("(.{" + DIGITS_PER_GROUP + "})(?=.)", "$1 ");
    }

    /** Whether a person read these letters on the other screen; the text is read as {@link CopiedText} describes. */
    boolean isConfirmedBy(String typed) {
        return MessageDigest.isEqual(
                CopiedText.code(comparison()).getBytes(StandardCharsets.UTF_8),
                CopiedText.code(typed).getBytes(StandardCharsets.UTF_8));
    }

    EncryptionPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "TransferRequest[" + comparison() + "]";
    }

    private static byte[] digest(String use, byte[] spki) {
        return Sha256.of("keyholder key transfer 1 " + use, spki);
    }
}
