package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Key pairs of the size that iCure has, made when they are asked for. */
final class KeyRows implements Group {
    private static final int BITS = 2_048;

    private final BouncyCastleCrypto crypto =
            BouncyCastleCrypto.create(CryptoOptions.defaults().icureCompatible());
    private final KeyPairGenerator jdk;

    private KeyRows(KeyPairGenerator jdk) {
        this.jdk = jdk;
    }

    static Group open() throws NoSuchAlgorithmException {
        KeyPairGenerator jdk = KeyPairGenerator.getInstance("RSA");
        jdk.initialize(BITS);
        return new KeyRows(jdk);
    }

    @Override
    public List<Row> rows() {
        return List.of(new Row("key-pair", 1, () -> crypto.keyPairGenerator().generate(), "jdk", jdk::generateKeyPair));
    }

    @Override
    public void close() {
        crypto.close();
    }
}
