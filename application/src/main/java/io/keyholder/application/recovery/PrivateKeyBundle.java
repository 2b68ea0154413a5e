package io.keyholder.application.recovery;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyFiles;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Whose copy is kept: the padding of a key pair and the SHA-256 fingerprint of its public half, which a copy of the
 * private half must fit before it is handed out. Immutable.
 *
 * @param padding what the pair is used with
 * @param fingerprint 64 lower-case hex digits
 */
record PrivateKeyBundle(KeyPadding padding, String fingerprint) {
    static final int SIZE_BYTES = 33;

    private static final byte OAEP_SHA1 = 1;
    private static final byte OAEP_SHA256 = 2;
    private static final int FINGERPRINT_BYTES = 32;

    /**
     * That of a pair.
     *
     * @throws InvalidValueException when its halves are of different pairs, or no RSA keys
     */
    static PrivateKeyBundle of(EncryptionKeyPair pair, PrivateKeyFiles importer) {
        EncryptionPublicKey publicKey = pair.publicKey();
        PrivateKeyBundle protectedKey = new PrivateKeyBundle(
                publicKey.padding(), publicKey.fingerprint().sha256());
        EncryptionPublicKey derived = importer.publicKeyOf(pair.privateKey(), publicKey.padding());
        if (!derived.fingerprint().equals(publicKey.fingerprint())) {
            throw new InvalidValueException("key pair", "has halves of different pairs");
        }
        return protectedKey;
    }

    /** Reads what {@link #write} wrote; absent when it cannot be. */
    static Optional<PrivateKeyBundle> read(ByteBuffer source) {
        byte padding = source.get();
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        source.get(fingerprint);
        if (padding != OAEP_SHA1 && padding != OAEP_SHA256) {
            return Optional.empty();
        }
        return Optional.of(new PrivateKeyBundle(
                padding == OAEP_SHA1 ? KeyPadding.OAEP_SHA1 : KeyPadding.OAEP_SHA256,
                HexFormat.of().formatHex(fingerprint)));
    }

    void write(ByteBuffer target) {
        target.put(padding == KeyPadding.OAEP_SHA1 ? OAEP_SHA1 : OAEP_SHA256)
                .put(HexFormat.of().parseHex(fingerprint));
    }

    /** The pair of this private half; absent when it is of another pair or none. The bytes are wiped. */
    Optional<EncryptionKeyPair> pairOf(byte[] pkcs8, PrivateKeyFiles importer) {
        try {
            EncryptionPrivateKey key = EncryptionPrivateKey.ofPkcs8(pkcs8);
            Optional<EncryptionKeyPair> pair = Optional.of(importer.publicKeyOf(key, padding))
                    .filter(publicKey -> publicKey.fingerprint().sha256().equals(fingerprint))
                    .map(publicKey -> new EncryptionKeyPair(publicKey, key));
            if (pair.isEmpty()) {
                key.close();
            }
            return pair;
        } catch (InvalidValueException noKey) {
            return Optional.empty();
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }
}
