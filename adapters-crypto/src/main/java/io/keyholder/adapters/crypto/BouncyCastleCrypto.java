package io.keyholder.adapters.crypto;

import io.keyholder.adapters.crypto.internal.Lazy;
import io.keyholder.adapters.crypto.internal.keyfile.Pbes2Encryption;
import io.keyholder.adapters.crypto.internal.keyfile.RsaKeyFiles;
import io.keyholder.adapters.crypto.internal.keypair.BoundedKeyPairs;
import io.keyholder.adapters.crypto.internal.keypair.ReadyKeyPairs;
import io.keyholder.adapters.crypto.internal.keypair.RsaKeyPairGenerator;
import io.keyholder.adapters.crypto.internal.password.BouncyCastlePasswordHasher;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BouncyCastleBcrypt;
import io.keyholder.adapters.crypto.internal.password.bcrypt.WorkEqualizer;
import io.keyholder.adapters.crypto.internal.password.lanes.LaneBcrypt;
import io.keyholder.adapters.crypto.internal.sealing.AesContentCipher;
import io.keyholder.adapters.crypto.internal.sealing.HybridDataSealer;
import io.keyholder.adapters.crypto.internal.sealing.OaepKeyWrapper;
import io.keyholder.adapters.crypto.internal.secret.SecureRandomSecretGenerator;
import io.keyholder.adapters.crypto.internal.secret.ShamirSplitter;
import io.keyholder.adapters.crypto.internal.token.BouncyCastleOneTimePassword;
import io.keyholder.adapters.crypto.internal.token.SaltedSha256TokenHasher;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.domain.credential.PasswordHash;
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
import java.util.Optional;

/**
 * The cryptographic ports over Bouncy Castle's lightweight API: no provider is registered and no static state is
 * touched, so it stands beside whatever security providers the host uses. Immutable and thread-safe; keeps no password,
 * hash or key.
 */
public final class BouncyCastleCrypto implements Crypto {
    private final BouncyCastlePasswordHasher passwordHasher;
    private final SecretGenerator secretGenerator;
    private final KeyPairGenerator keyPairGenerator;
    private final Optional<ReadyKeyPairs> readyKeyPairs;
    private final PrivateKeyFiles privateKeyFiles;
    private final TokenHasher tokenHasher;
    private final OneTimePassword oneTimePassword;
    private final PasswordBlocklist passwordBlocklist;
    private final SecretSealer secretSealer;
    private final DataSealer dataSealer;
    private final ContentKeyWrapper contentKeyWrapper;
    private final ContentCipher contentCipher;
    private final Lazy<SecretSplitter> secretSplitter;

    private BouncyCastleCrypto(CryptoOptions options) {
        secretGenerator = new SecureRandomSecretGenerator(options.secureRandom());
        passwordHasher = passwordHasher(options, secretGenerator);
        KeyPairGenerator onDemand = new BoundedKeyPairs(
                new RsaKeyPairGenerator(options.keySizeBits(), options.padding(), options.secureRandom()),
                options.hashingCores());
        readyKeyPairs = options.readyKeyPairs() == 0
                ? Optional.empty()
                : Optional.of(ReadyKeyPairs.filling(onDemand, options.readyKeyPairs()));
        keyPairGenerator = readyKeyPairs.map(KeyPairGenerator.class::cast).orElse(onDemand);
        privateKeyFiles = new RsaKeyFiles(() -> new Pbes2Encryption(options.fileKeyDerivation(), secretGenerator));
        tokenHasher = new SaltedSha256TokenHasher(secretGenerator);
        oneTimePassword = new BouncyCastleOneTimePassword(secretGenerator);
        passwordBlocklist = options.blocklist();
        secretSealer = options.sealer(secretGenerator);
        OaepKeyWrapper oaep = new OaepKeyWrapper(options.secureRandom());
        dataSealer = new HybridDataSealer(oaep, secretGenerator);
        contentKeyWrapper = oaep;
        contentCipher = new AesContentCipher(secretGenerator);
        secretSplitter = new Lazy<>(() -> new ShamirSplitter(options.secureRandom()));
    }

    /** With the defaults of {@link CryptoOptions}. */
    public static BouncyCastleCrypto create() {
        return create(CryptoOptions.defaults());
    }

    /** With costs, key sizes and randomness of the host's choice. */
    public static BouncyCastleCrypto create(CryptoOptions options) {
        return new BouncyCastleCrypto(options);
    }

    /** Our own bcrypt where it is sound, which is looked at each time; else Bouncy Castle's, and the log has it. */
    private static BouncyCastlePasswordHasher passwordHasher(CryptoOptions options, SecretGenerator salts) {
        boolean isSound = LaneBcrypt.isSound();
        if (!isSound) {
            System.getLogger(BouncyCastleCrypto.class.getName())
                    .log(System.Logger.Level.WARNING, "bcrypt in lanes is not sound here: passwords are hashed slower");
        }
        BcryptFunction bcrypt = isSound ? new LaneBcrypt(options.hashingCores()) : new BouncyCastleBcrypt();
        return new BouncyCastlePasswordHasher(
                options.storedHashFormats(bcrypt),
                new WorkEqualizer(options.bcryptCost(), bcrypt),
                salts,
                isSound ? LaneBcrypt.lanes() : 1);
    }

    @Override
    public PasswordHasher passwordHasher() {
        return passwordHasher;
    }

    /**
     * What a stored password hash is here, for hosts that want to know why a user is refused or how many hashes are
     * still to be replaced. Judges the text only: no password is needed, and nothing is computed.
     */
    public HashDiagnosis diagnose(PasswordHash stored) {
        return passwordHasher.diagnose(stored);
    }

    @Override
    public SecretGenerator secretGenerator() {
        return secretGenerator;
    }

    @Override
    public void close() {
        readyKeyPairs.ifPresent(ReadyKeyPairs::close);
    }

    @Override
    public KeyPairGenerator keyPairGenerator() {
        return keyPairGenerator;
    }

    @Override
    public PrivateKeyFiles privateKeyFiles() {
        return privateKeyFiles;
    }

    @Override
    public TokenHasher tokenHasher() {
        return tokenHasher;
    }

    @Override
    public OneTimePassword oneTimePassword() {
        return oneTimePassword;
    }

    @Override
    public PasswordBlocklist passwordBlocklist() {
        return passwordBlocklist;
    }

    @Override
    public SecretSealer secretSealer() {
        return secretSealer;
    }

    @Override
    public DataSealer dataSealer() {
        return dataSealer;
    }

    @Override
    public ContentKeyWrapper contentKeyWrapper() {
        return contentKeyWrapper;
    }

    @Override
    public ContentCipher contentCipher() {
        return contentCipher;
    }

    @Override
    public SecretSplitter secretSplitter() {
        return secretSplitter.get();
    }
}
