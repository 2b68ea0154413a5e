package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.DataSealer;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Sealing and opening a megabyte, beside AES-GCM of the JDK over pieces of the same size and nothing else. */
final class SealingRows implements Group {
    private static final int MEGABYTE = 1_000_000;
    private static final int PIECE = 65_536;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final BouncyCastleCrypto crypto = BouncyCastleCrypto.create();
    private final EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
    private final SecretKeySpec key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
    private final SecureRandom random = new SecureRandom();

    private SealingRows() {}

    static Group open() {
        return new SealingRows();
    }

    @Override
    public List<Row> rows() {
        byte[] content = new byte[MEGABYTE];
        DataSealer sealer = crypto.dataSealer();
        SealingContext context = new SealingContext("benchmark");
        byte[] sealed = sealer.seal(content, List.of(pair.publicKey()), context);
        return List.of(
                new Row(
                        "seal-1-mb",
                        1,
                        () -> sealer.seal(content, List.of(pair.publicKey()), context),
                        "jdk-aes-gcm",
                        () -> encrypted(content)),
                new Row(
                        "open-1-mb",
                        1,
                        () -> sealer.open(sealed, pair, context),
                        "jdk-aes-gcm",
                        () -> encrypted(content)));
    }

    private byte[] encrypted(byte[] content) throws Exception {
        byte[] last = content;
        for (int at = 0; at < content.length; at += PIECE) {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            last = cipher.doFinal(content, at, Math.min(PIECE, content.length - at));
        }
        return last;
    }

    @Override
    public void close() {
        pair.close();
    }
}
