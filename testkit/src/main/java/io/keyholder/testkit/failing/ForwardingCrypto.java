package io.keyholder.testkit.failing;

import io.keyholder.ports.Crypto;
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

/**
 * Cryptography that does as another does; a test extends it where something shall be different. As thread-safe as the
 * other.
 */
public class ForwardingCrypto implements Crypto {
    private final Crypto whole;

    /** Does as {@code whole} does. */
    protected ForwardingCrypto(Crypto whole) {
        this.whole = whole;
    }

    @Override
    public PasswordHasher passwordHasher() {
        return whole.passwordHasher();
    }

    @Override
    public SecretGenerator secretGenerator() {
        return whole.secretGenerator();
    }

    @Override
    public KeyPairGenerator keyPairGenerator() {
        return whole.keyPairGenerator();
    }

    @Override
    public void close() {
        whole.close();
    }

    @Override
    public PrivateKeyFiles privateKeyFiles() {
        return whole.privateKeyFiles();
    }

    @Override
    public TokenHasher tokenHasher() {
        return whole.tokenHasher();
    }

    @Override
    public OneTimePassword oneTimePassword() {
        return whole.oneTimePassword();
    }

    @Override
    public PasswordBlocklist passwordBlocklist() {
        return whole.passwordBlocklist();
    }

    @Override
    public SecretSealer secretSealer() {
        return whole.secretSealer();
    }

    @Override
    public DataSealer dataSealer() {
        return whole.dataSealer();
    }

    @Override
    public ContentKeyWrapper contentKeyWrapper() {
        return whole.contentKeyWrapper();
    }

    @Override
    public ContentCipher contentCipher() {
        return whole.contentCipher();
    }

    @Override
    public SecretSplitter secretSplitter() {
        return whole.secretSplitter();
    }
}
