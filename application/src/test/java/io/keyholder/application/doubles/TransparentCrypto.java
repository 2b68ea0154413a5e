package io.keyholder.application.doubles;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cryptography that hides nothing, so that tests see through it: a hash is {@code new:} or {@code old:} and the
 * password, keys and random bytes count up. Remembers what it was asked.
 */
public final class TransparentCrypto implements Crypto {
    private final List<Optional<PasswordHash>> verified = new ArrayList<>();
    private final List<EncryptionPrivateKey> privateKeys = new ArrayList<>();
    private final TransparentKeys keys = new TransparentKeys();
    private int hashed;
    private byte counter;

    /** A hash in the current form. */
    public static PasswordHash currentHash(String password) {
        return PasswordHash.of("new:" + password);
    }

    /** A hash that should be replaced. */
    public static PasswordHash outdatedHash(String password) {
        return PasswordHash.of("old:" + password);
    }

    /** What each verification so far was against. */
    public List<Optional<PasswordHash>> verified() {
        return verified;
    }

    /** How many passwords were hashed so far. */
    public int hashed() {
        return hashed;
    }

    /** All private keys made so far. */
    public List<EncryptionPrivateKey> privateKeys() {
        return privateKeys;
    }

    @Override
    public PasswordHasher passwordHasher() {
        return new PasswordHasher() {
            @Override
            public PasswordHash hash(Password password) {
                hashed++;
                return currentHash(text(password));
            }

            @Override
            public Verification verify(Password password, Optional<PasswordHash> stored) {
                verified.add(stored);
                return stored.map(hash -> compare(text(password), hash)).orElse(Verification.MISMATCHED);
            }
        };
    }

    @Override
    public SecretGenerator secretGenerator() {
        return count -> {
            byte[] bytes = new byte[count];
            Arrays.fill(bytes, ++counter);
            return bytes;
        };
    }

    @Override
    public KeyPairGenerator keyPairGenerator() {
        return () -> {
            byte[] bytes = secretGenerator().nextBytes(64);
            EncryptionPrivateKey privateKey = EncryptionPrivateKey.ofPkcs8(bytes);
            privateKeys.add(privateKey);
            return new EncryptionKeyPair(EncryptionPublicKey.ofSpki(bytes, KeyPadding.OAEP_SHA256), privateKey);
        };
    }

    /** In clear as everything here: the form's name and the key. */
    @Override
    public PrivateKeyFiles privateKeyFiles() {
        return keys;
    }

    /** A hash is {@code token:} and the value. */
    @Override
    public TokenHasher tokenHasher() {
        return new TokenHasher() {
            @Override
            public PasswordHash hash(Password value) {
                return PasswordHash.of("token:" + text(value));
            }

            @Override
            public boolean verify(Password value, PasswordHash stored) {
                return stored.equals(hash(value));
            }
        };
    }

    /** A secret is {@code secret:} and a number, the only right code the time step itself. */
    @Override
    public OneTimePassword oneTimePassword() {
        return new StepsAsCodes(secretGenerator());
    }

    /** Only {@code password} is too common. */
    @Override
    public PasswordBlocklist passwordBlocklist() {
        return password -> text(password).equals("password");
    }

    /** A sealed secret is {@code sealed:}, the user and the secret. */
    @Override
    public SecretSealer secretSealer() {
        return new LabelledSecrets();
    }

    @Override
    public DataSealer dataSealer() {
        return keys;
    }

    @Override
    public ContentKeyWrapper contentKeyWrapper() {
        return keys;
    }

    @Override
    public ContentCipher contentCipher() {
        return keys;
    }

    @Override
    public SecretSplitter secretSplitter() {
        throw new UnsupportedOperationException("no test of this module splits secrets");
    }

    private static Verification compare(String password, PasswordHash stored) {
        String encoded = stored.encoded();
        if (encoded.equals("new:" + password)) {
            return Verification.MATCHED;
        }
        if (encoded.equals("old:" + password)) {
            return Verification.MATCHED_OUTDATED;
        }
        boolean readable = encoded.startsWith("new:") || encoded.startsWith("old:");
        return readable ? Verification.MISMATCHED : Verification.UNREADABLE;
    }

    private static String text(Password password) {
        return new String(password.utf8(), StandardCharsets.UTF_8);
    }
}
