package io.keyholder.ports;

import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;

/** One provider of all the cryptographic ports a host needs. Implementations MUST be thread-safe. */
public interface Crypto extends AutoCloseable {
    /**
     * Ends what is done ahead of time, and wipes what is kept ready. What is asked for afterwards is still done.
     * Repeating it does nothing. An implementation that keeps nothing ready has nothing to do.
     */
    @Override
    default void close() {}

    /** Password hashing; the same object each time. */
    PasswordHasher passwordHasher();

    /** Randomness; the same object each time. */
    SecretGenerator secretGenerator();

    /** Key pairs; the same object each time. */
    KeyPairGenerator keyPairGenerator();

    /** Private key files; the same object each time. */
    PrivateKeyFiles privateKeyFiles();

    /** Token hashing; the same object each time. */
    TokenHasher tokenHasher();

    /** One-time passwords; the same object each time. */
    OneTimePassword oneTimePassword();

    /** Passwords that are too common; the same object each time. */
    PasswordBlocklist passwordBlocklist();

    /** How secrets are kept at rest, as the host chose; the same object each time. */
    SecretSealer secretSealer();

    /** Sealing for data owners; the same object each time. */
    DataSealer dataSealer();

    /** Content keys for data owners; the same object each time. */
    ContentKeyWrapper contentKeyWrapper();

    /** Sealing under content keys; the same object each time. */
    ContentCipher contentCipher();

    /** Splitting secrets into shares; the same object each time. */
    SecretSplitter secretSplitter();
}
