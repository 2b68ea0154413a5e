package io.keyholder.application.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Sealed content behind its signature: a label, SHA-256 of the signer's key, the length of the signature in two bytes,
 * the signature, the sealed content. Content without signature does not begin with the label.
 */
final class SignedContent {
    private static final byte[] LABEL = "keyholder signed property 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNER_BYTES = 32;
    private static final int MOST_SIGNATURE_BYTES = 0xffff;

    private final String signer;
    private final byte[] signature;
    private final byte[] sealed;

    SignedContent(String signer, byte[] signature, byte[] sealed) {
        this.signer = signer;
        this.signature = signature;
        this.sealed = sealed;
    }

    /** What {@link #encoded} wrote; absent when it was something else. */
    static Optional<SignedContent> read(byte[] stored) {
        ByteBuffer rest = ByteBuffer.wrap(stored);
        if (!Arrays.equals(next(rest, LABEL.length), LABEL) || rest.remaining() < SIGNER_BYTES + Short.BYTES) {
            return Optional.empty();
        }
        byte[] signer = next(rest, SIGNER_BYTES);
        byte[] signature = next(rest, rest.getShort() & MOST_SIGNATURE_BYTES);
        return Optional.of(
                new SignedContent(HexFormat.of().formatHex(signer), signature, next(rest, rest.remaining())));
    }

    byte[] encoded() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(LABEL);
        encoded.writeBytes(HexFormat.of().parseHex(signer));
        encoded.write(signature.length >>> Byte.SIZE);
        encoded.write(signature.length);
        encoded.writeBytes(signature);
        encoded.writeBytes(sealed);
        return encoded.toByteArray();
    }

    /** SHA-256 of the signer's key, in hex. */
    String signer() {
        return signer;
    }

    byte[] signature() {
        return signature;
    }

    byte[] sealed() {
        return sealed;
    }

    /** The next bytes, or as many as there are. */
    private static byte[] next(ByteBuffer rest, int count) {
        byte[] bytes = new byte[Math.min(count, rest.remaining())];
        rest.get(bytes);
        return bytes;
    }
}
