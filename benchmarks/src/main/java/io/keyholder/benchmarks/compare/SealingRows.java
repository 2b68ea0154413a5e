package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.DataSealer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Sealing and opening data, beside AES-GCM of the JDK over pieces of the same size and nothing else. */
final class SealingRows implements Group {
    private static final String PEER = "jdk-aes-gcm";
    private static final int MEGABYTE = 1_000_000;
    private static final int PIECE = 65_536;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final BouncyCastleCrypto crypto = BouncyCastleCrypto.create();
    private final EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
    private final SecretKeySpec key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
    private final SecureRandom random = new SecureRandom();
    private final DataSealer sealer = crypto.dataSealer();
    private final SealingContext context = new SealingContext("benchmark");

    private final Scale scale;

    private SealingRows(Scale scale) {
        this.scale = scale;
    }

    static Group open(Scale scale) {
        return new SealingRows(scale);
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int megabytes : List.of(1, scale.of(64, 2))) {
            byte[] content = new byte[megabytes * MEGABYTE];
            byte[] sealed = sealer.seal(content, List.of(pair.publicKey()), context);
            List<byte[]> pieces = encrypted(content);
            rows.add(new Row(
                    "seal-" + megabytes + "-mb",
                    1,
                    () -> sealer.seal(content, List.of(pair.publicKey()), context),
                    PEER,
                    () -> encrypted(content)));
            rows.add(new Row(
                    "open-" + megabytes + "-mb",
                    1,
                    () -> sealer.open(sealed, pair, context),
                    PEER,
                    () -> decrypted(pieces)));
        }
        return rows;
    }

    /** Pieces that begin with their nonces. */
    private List<byte[]> encrypted(byte[] content) {
        try {
            List<byte[]> pieces = new ArrayList<>();
            for (int at = 0; at < content.length; at += PIECE) {
                int length = Math.min(PIECE, content.length - at);
                byte[] piece = new byte[NONCE_BYTES + length + TAG_BITS / Byte.SIZE];
                byte[] nonce = new byte[NONCE_BYTES];
                random.nextBytes(nonce);
                System.arraycopy(nonce, 0, piece, 0, NONCE_BYTES);
                cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content, at, length, piece, NONCE_BYTES);
                pieces.add(piece);
            }
            return pieces;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Object decrypted(List<byte[]> pieces) throws GeneralSecurityException {
        List<byte[]> contents = new ArrayList<>();
        for (byte[] piece : pieces) {
            contents.add(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(piece, NONCE_BYTES))
                    .doFinal(piece, NONCE_BYTES, piece.length - NONCE_BYTES));
        }
        return contents;
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    @Override
    public void close() {
        pair.close();
    }
}
