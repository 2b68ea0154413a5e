package io.keyholder.application.key;

import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.KeyFileTarget;
import io.keyholder.ports.keys.PrivateKeyFiles;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A private key on its way to its owner: handed over exactly once, in one of several forms, and kept by no one else.
 * <b>This key is unique: we do not have it, and it cannot be generated again. Who loses it loses the data that it
 * opens</b>, unless a {@link io.keyholder.application.recovery recovery} was prepared.
 *
 * <p>A failed hand-over counts as none, so it may be repeated. Closing wipes a key that was not taken. Thread-safe: of
 * two threads one gets the key. Silent in {@code toString}.
 */
public final class PrivateKeyHandover implements AutoCloseable {
    /** What to tell the owner beside the download. */
    public static final String WARNING = "This key is unique: nobody else has it, and it cannot be generated again."
            + " Never lose it, or your data becomes unreadable.";

    private final EncryptionKeyPair pair;
    private final PrivateKeyFiles files;
    private final Runnable handedOver;
    private final Runnable received;
    private boolean taken;
    private boolean isHandedOver;

    PrivateKeyHandover(EncryptionKeyPair pair, PrivateKeyFiles files, Runnable handedOver, Runnable received) {
        this.pair = pair;
        this.files = files;
        this.handedOver = handedOver;
        this.received = received;
    }

    /** Hands over a pair that the caller has, imported or recovered; it belongs to the hand-over from now on. */
    public static PrivateKeyHandover of(EncryptionKeyPair pair, Crypto crypto) {
        return of(pair, crypto, () -> {}, () -> {});
    }

    /**
     * The same with what follows.
     *
     * @param handedOver runs when the key was handed over; not when it was wiped instead
     * @param received runs when its receipt is confirmed
     */
    public static PrivateKeyHandover of(EncryptionKeyPair pair, Crypto crypto, Runnable handedOver, Runnable received) {
        return new PrivateKeyHandover(
                Arguments.required("key pair", pair),
                Arguments.required("crypto", crypto).privateKeyFiles(),
                handedOver,
                received);
    }

    /** The public half, which is registered for the data owner and no secret. */
    public EncryptionPublicKey publicKey() {
        return pair.publicKey();
    }

    /**
     * Hands the key over as the content of a file: encrypted PKCS#8 in PEM.
     *
     * @param passphrase what opens the file; not stored anywhere
     * @throws IllegalStateException when the key was handed over before or this was closed
     * @throws InvalidValueException when the passphrase is empty
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    public synchronized byte[] encryptedPem(Password passphrase) {
        return handOver(() -> pem(passphrase));
    }

    /**
     * Hands the key over as encrypted PKCS#8 in PEM, to a file.
     *
     * @param passphrase what opens the file; not stored anywhere
     * @return whether it was saved; a key that was not is still here
     * @throws IllegalStateException when the key was handed over before or this was closed
     * @throws InvalidValueException when the passphrase is empty
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     * @throws io.keyholder.ports.keys.KeyFileException when the file system fails
     */
    public synchronized KeyFileTarget.Outcome saveEncryptedPem(KeyFileTarget file, Password passphrase) {
        return save(file, () -> pem(passphrase));
    }

    /**
     * Hands the key over <b>in clear</b>, as the content of iCure's {@code <owner>-icc-priv.2048.key}: for a client
     * that protects it otherwise. The caller wipes it.
     *
     * @throws IllegalStateException when the key was handed over before or this was closed
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    public synchronized byte[] unprotectedIcureHex() {
        return handOver(this::icureHex);
    }

    /**
     * Hands the key over <b>in clear</b> as {@link #unprotectedIcureHex} does, to a file as {@link #saveEncryptedPem}
     * does.
     */
    public synchronized KeyFileTarget.Outcome saveUnprotectedIcureHex(KeyFileTarget file) {
        return save(file, this::icureHex);
    }

    /**
     * Hands the key over <b>in clear</b>, as the pair of JWKs that iCure's clients keep in a browser: for a client that
     * protects it otherwise. The caller wipes it.
     *
     * @throws IllegalStateException when the key was handed over before or this was closed
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    public synchronized byte[] unprotectedJwk() {
        return handOver(this::jwk);
    }

    /**
     * Hands the key over <b>in clear</b> as {@link #unprotectedJwk} does, to a file as {@link #saveEncryptedPem} does.
     */
    public synchronized KeyFileTarget.Outcome saveUnprotectedJwk(KeyFileTarget file) {
        return save(file, this::jwk);
    }

    /**
     * Hands the key itself over; the caller closes it.
     *
     * @throws IllegalStateException when the key was handed over before or this was closed
     */
    public synchronized EncryptionPrivateKey takeKey() {
        requireNotTaken();
        taken = true;
        noteHandedOver();
        return pair.privateKey();
    }

    /**
     * Records that the owner has the key: call it when the owner said so, not when the response was sent. Data is
     * sealed for a key that was made here from now on, where it is the first of its owner. Until then another key can
     * be made in its place. Repeating it changes nothing.
     *
     * @throws IllegalStateException when the key was not handed over
     * @throws io.keyholder.ports.persistence.StoreException when the store is broken; repeat it then
     */
    public synchronized void confirmReceipt() {
        if (!isHandedOver) {
            throw new IllegalStateException("the private key was not handed over, so it was not received");
        }
        received.run();
    }

    /** Wipes the key unless it was taken. Repeating it does nothing. */
    @Override
    public synchronized void close() {
        if (!taken) {
            taken = true;
            pair.close();
        }
    }

    @Override
    public String toString() {
        return "PrivateKeyHandover[hidden]";
    }

    private byte[] pem(Password passphrase) {
        if (Arguments.required("passphrase", passphrase).isEmpty()) {
            throw new InvalidValueException("passphrase", "is empty");
        }
        return files.toEncryptedPem(pair.privateKey(), passphrase);
    }

    private byte[] icureHex() {
        return files.toUnprotectedIcureHex(pair.privateKey());
    }

    private byte[] jwk() {
        return files.toUnprotectedJwk(pair.privateKey(), pair.publicKey().padding());
    }

    private byte[] handOver(Supplier<byte[]> form) {
        requireNotTaken();
        byte[] content = form.get();
        close();
        noteHandedOver();
        return content;
    }

    private KeyFileTarget.Outcome save(KeyFileTarget file, Supplier<byte[]> form) {
        requireNotTaken();
        Arguments.required("key file", file);
        byte[] content = form.get();
        try {
            KeyFileTarget.Outcome outcome = file.save(content);
            if (outcome == KeyFileTarget.Outcome.SAVED) {
                close();
                noteHandedOver();
            }
            return outcome;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private void noteHandedOver() {
        isHandedOver = true;
        handedOver.run();
    }

    private void requireNotTaken() {
        if (taken) {
            throw new IllegalStateException("the private key was handed over before, or wiped");
        }
    }
}
