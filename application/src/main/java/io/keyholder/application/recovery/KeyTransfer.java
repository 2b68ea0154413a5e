package io.keyholder.application.recovery;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.Crypto;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Brings a private key from a device that has it to a new one: the new device shows a request, the old one seals the
 * key for it, and anyone carries both. Only the comparison of letters on the two screens keeps a carrier from putting
 * in his own request. Thread-safe.
 */
public final class KeyTransfer {
    private final Crypto crypto;

    /** Transfers by this cryptography. */
    public KeyTransfer(Crypto crypto) {
        this.crypto = crypto;
    }

    /**
     * On the new device: a fresh offer; the caller closes it.
     *
     * @throws io.keyholder.ports.failure.CryptoException when the cryptography does not open sealed data or read
     *     private keys
     */
    public TransferOffer offer() {
        return new TransferOffer(crypto.keyPairGenerator().generate(), crypto.dataSealer(), crypto.privateKeyFiles());
    }

    /**
     * On the old device: the key for the new one. The pair stays open.
     *
     * @param comparison what the person reads on the <b>new</b> device's screen: {@link TransferRequest#comparison}
     * @throws io.keyholder.domain.InvalidValueException when the halves are of different pairs, or the request's is no
     *     key that can be sealed for
     */
    public TransferSealing seal(EncryptionKeyPair pair, TransferRequest request, String comparison) {
        if (!request.isConfirmedBy(comparison)) {
            return new TransferSealing.NotConfirmed();
        }
        PrivateKeyBundle protectedKey = PrivateKeyBundle.of(pair, crypto.privateKeyFiles());
        byte[] pkcs8 = pair.privateKey().pkcs8();
        ByteBuffer content = ByteBuffer.allocate(PrivateKeyBundle.SIZE_BYTES + pkcs8.length);
        protectedKey.write(content);
        content.put(pkcs8);
        try {
            return new TransferSealing.Sealed(
                    crypto.dataSealer().seal(content.array(), List.of(request.publicKey()), contextOf(request)));
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
            Arrays.fill(content.array(), (byte) 0);
        }
    }

    static SealingContext contextOf(TransferRequest request) {
        return new SealingContext("keyholder key transfer 1 " + request.comparison());
    }
}
