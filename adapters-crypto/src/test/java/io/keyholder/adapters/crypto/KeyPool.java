package io.keyholder.adapters.crypto;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.Stream;

/** A few RSA pairs of both paddings, made once a process because making them takes time. Nobody closes them. */
public final class KeyPool {
    public static final List<EncryptionKeyPair> PAIRS = Stream.of(
                    KeyPadding.OAEP_SHA256, KeyPadding.OAEP_SHA1, KeyPadding.OAEP_SHA256, KeyPadding.OAEP_SHA1)
            .map(KeyPool::generate)
            .toList();

    private KeyPool() {}

    private static EncryptionKeyPair generate(KeyPadding padding) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            KeyPair pair = generator.generateKeyPair();
            return new EncryptionKeyPair(
                    EncryptionPublicKey.ofSpki(pair.getPublic().getEncoded(), padding),
                    EncryptionPrivateKey.ofPkcs8(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform makes RSA keys", impossible);
        }
    }
}
