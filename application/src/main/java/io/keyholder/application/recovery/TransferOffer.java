package io.keyholder.application.recovery;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.UnopenableDataException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * The new device's side of a transfer: a pair made for this alone, wiped as soon as the key is here or on closing.
 * Thread-safe. Silent in {@code toString}.
 */
public final class TransferOffer implements AutoCloseable {
    private final EncryptionKeyPair oneTime;
    private final DataSealer sealer;
    private final PrivateKeyFiles importer;
    private boolean used;

    TransferOffer(EncryptionKeyPair oneTime, DataSealer sealer, PrivateKeyFiles importer) {
        this.oneTime = oneTime;
        this.sealer = sealer;
        this.importer = importer;
    }

    /** What to show to the old device and its user. */
    public TransferRequest request() {
        return new TransferRequest(oneTime.publicKey());
    }

    /**
     * Receives the key that the old device sealed, once.
     *
     * @param registered the public keys of the owner, from the directory
     * @throws IllegalStateException when a key was received before or this was closed
     */
    public synchronized TransferResult receive(byte[] sealed, Collection<EncryptionPublicKey> registered) {
        if (used) {
            throw new IllegalStateException("a key was received before, or the offer was closed");
        }
        Optional<EncryptionKeyPair> opened = opened(sealed);
        if (opened.isEmpty()) {
            return new TransferResult.Unopenable();
        }
        EncryptionKeyPair pair = opened.get();
        if (!registered.contains(pair.publicKey())) {
            pair.close();
            return new TransferResult.ForeignKey(pair.publicKey().fingerprint().sha256());
        }
        close();
        return new TransferResult.Received(pair);
    }

    /** Wipes the one-time key. Repeating it does nothing. */
    @Override
    public synchronized void close() {
        used = true;
        oneTime.close();
    }

    @Override
    public String toString() {
        return "TransferOffer[" + request().comparison() + "]";
    }

    private Optional<EncryptionKeyPair> opened(byte[] sealed) {
        try {
            byte[] content = sealer.open(sealed, oneTime, KeyTransfer.contextOf(request()));
            if (content.length <= PrivateKeyBundle.SIZE_BYTES) {
                return Optional.empty();
            }
            byte[] pkcs8 = Arrays.copyOfRange(content, PrivateKeyBundle.SIZE_BYTES, content.length);
            Optional<EncryptionKeyPair> pair =
                    PrivateKeyBundle.read(ByteBuffer.wrap(content)).flatMap(key -> key.pairOf(pkcs8, importer));
            Arrays.fill(content, (byte) 0);
            return pair;
        } catch (UnopenableDataException | InvalidValueException refused) {
            return Optional.empty();
        }
    }
}
