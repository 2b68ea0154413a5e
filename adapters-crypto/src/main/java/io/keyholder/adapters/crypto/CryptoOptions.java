package io.keyholder.adapters.crypto;

import io.keyholder.adapters.crypto.internal.kdf.FileKeyDerivation;
import io.keyholder.adapters.crypto.internal.kdf.Pbkdf2KeyDerivation;
import io.keyholder.adapters.crypto.internal.keyfile.ScryptKeyDerivation;
import io.keyholder.adapters.crypto.internal.keypair.RsaStrength;
import io.keyholder.adapters.crypto.internal.password.HashLimits;
import io.keyholder.adapters.crypto.internal.password.StoredHashFormats;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptLimits;
import io.keyholder.adapters.crypto.internal.password.bcrypt.DevisePepper;
import io.keyholder.adapters.crypto.internal.secret.AesGcmSecretSealer;
import io.keyholder.adapters.crypto.internal.secret.ClearSecrets;
import io.keyholder.adapters.crypto.password.CommonPasswords;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a host may choose about {@link BouncyCastleCrypto}. Immutable: each {@code with} method returns new options.
 *
 * <p>The defaults: bcrypt at cost {@value #DEFAULT_BCRYPT_COST}, stored bcrypt hashes accepted up to cost
 * {@value #DEFAULT_MAX_ACCEPTED_BCRYPT_COST}, other stored hashes within {@link ForeignHashLimits#STANDARD}, RSA keys
 * of {@value #DEFAULT_KEY_SIZE_BITS} bits for OAEP with SHA-256, private key files under
 * {@value #DEFAULT_PBKDF2_ITERATIONS} iterations of PBKDF2-HMAC-SHA256, the standard {@link CommonPasswords}, and the
 * platform's {@link SecureRandom}. How second-factor secrets are stored has no default: see {@link #withSealingKeys}
 * and {@link #withSecretsInClear}.
 */
public final class CryptoOptions {
    /** The bcrypt cost of new hashes, unless chosen otherwise. */
    public static final int DEFAULT_BCRYPT_COST = 12;
    /** The highest bcrypt cost accepted from storage, unless chosen otherwise: four times the default's work. */
    public static final int DEFAULT_MAX_ACCEPTED_BCRYPT_COST = 14;
    /** The size of new RSA keys in bits, unless chosen otherwise. */
    public static final int DEFAULT_KEY_SIZE_BITS = 3072;
    /** The PBKDF2 iterations of private key files, unless chosen otherwise. */
    public static final int DEFAULT_PBKDF2_ITERATIONS = 600_000;

    private static final Set<Integer> KEY_SIZES_BITS = Set.of(DEFAULT_KEY_SIZE_BITS, 4096);
    private static final int MOST_CORES = 1_024;
    private static final int MOST_READY_PAIRS = 1_000;
    private static final int LEAST_PBKDF2_ITERATIONS = 1_000;
    private static final int MOST_PBKDF2_ITERATIONS = 10_000_000;

    private final HashLimits hashLimits;
    private final PepperKeys pepperKeys;
    private final Optional<DevisePepper> devisePepper;
    private final HashForm hashForm;
    private final int hashingCores;
    private final int readyKeyPairs;
    private final int keySizeBits;
    private final KeyPadding padding;
    private final int pbkdf2Iterations;
    private final KeyFileWork keyFileWork;
    private final PasswordBlocklist blocklist;
    private final Optional<SealingKeys> sealingKeys;
    private final ClearSecrets clearSecrets;
    private final SecureRandom secureRandom;

    /** What new password hashes look like. */
    private enum HashForm {
        BCRYPT,
        ICURE
    }

    /** What stands between a passphrase and the key of a file. */
    private enum KeyFileWork {
        PBKDF2,
        SCRYPT
    }

    private CryptoOptions(Draft draft) {
        if (draft.hashForm == HashForm.ICURE && draft.pepperKeys != PepperKeys.NONE) {
            throw new InvalidValueException("pepper", "is nothing that an iCure server could check passwords with");
        }
        hashLimits = draft.hashLimits;
        pepperKeys = draft.pepperKeys;
        devisePepper = draft.devisePepper;
        hashForm = draft.hashForm;
        hashingCores = draft.hashingCores;
        readyKeyPairs = draft.readyKeyPairs;
        keySizeBits = draft.keySizeBits;
        padding = draft.padding;
        pbkdf2Iterations = draft.pbkdf2Iterations;
        keyFileWork = draft.keyFileWork;
        blocklist = draft.blocklist;
        sealingKeys = draft.sealingKeys;
        clearSecrets = draft.clearSecrets;
        secureRandom = draft.secureRandom;
    }

    /** The defaults named above. */
    public static CryptoOptions defaults() {
        return new CryptoOptions(new Draft());
    }

    /**
     * With another bcrypt cost for new hashes: the base-2 logarithm of the rounds. The cost accepted from storage rises
     * with it where it must. Under 10 is for tests only.
     *
     * @throws InvalidValueException when outside 4 to 16
     */
    public CryptoOptions withBcryptCost(int cost) {
        return changed(draft ->
                draft.hashLimits = hashLimits.withBcrypt(hashLimits.bcrypt().withCost(cost)));
    }

    /**
     * With another bound on the cost of stored bcrypt hashes; one above it is unreadable and is never computed.
     *
     * @throws InvalidValueException when under the cost of new hashes or over 16
     */
    public CryptoOptions withMaxAcceptedBcryptCost(int cost) {
        return changed(draft -> draft.hashLimits = hashLimits.withBcrypt(new BcryptLimits(bcryptCost(), cost)));
    }

    /**
     * With other bounds on the work of stored hashes of other software; one above them is unreadable and is never
     * computed.
     */
    public CryptoOptions withForeignHashLimits(ForeignHashLimits limits) {
        return changed(draft -> draft.hashLimits = hashLimits.withForeign(limits));
    }

    /**
     * With password hashes on at most so many cores at a time. The default is all that the JVM has.
     *
     * @throws InvalidValueException when under 1 or over 1,024
     */
    public CryptoOptions withHashingCores(int cores) {
        if (cores < 1 || cores > MOST_CORES) {
            throw new InvalidValueException("hashing cores", "are not 1 to " + MOST_CORES);
        }
        return changed(draft -> draft.hashingCores = cores);
    }

    /**
     * With key pairs made ahead of time: so many wait to be asked for, and others are made in their place on a thread
     * of the lowest priority. Where none waits, and by default, a pair is made when it is asked for, on as many cores
     * at once as hashing has. Pairs that no one asked for are wiped when the cryptography is closed.
     *
     * @param count 0 for none
     * @throws InvalidValueException when under 0 or over 1,000
     */
    public CryptoOptions withReadyKeyPairs(int count) {
        if (count < 0 || count > MOST_READY_PAIRS) {
            throw new InvalidValueException("ready key pairs", "are not 0 to " + MOST_READY_PAIRS);
        }
        return changed(draft -> draft.readyKeyPairs = count);
    }

    /**
     * With RSA keys of another size. Those of 2048 bits are made by {@link #icureCompatible} alone.
     *
     * @throws InvalidValueException when not 3072 or 4096
     */
    public CryptoOptions withKeySizeBits(int bits) {
        if (!KEY_SIZES_BITS.contains(bits)) {
            throw new InvalidValueException("key size", "is " + bits + " bits, not 3072 or 4096");
        }
        return changed(draft -> draft.keySizeBits = bits);
    }

    /** With keys for another padding: {@link KeyPadding#OAEP_SHA1} for older iCure clients. */
    public CryptoOptions withPadding(KeyPadding newPadding) {
        return changed(draft -> draft.padding = newPadding);
    }

    /**
     * With passwords mixed with a key of the host before they are hashed: see {@link PepperKeys}. Hashes without pepper
     * or under an earlier key are replaced when their user next logs in. They are used, not copied: closing them makes
     * what was made with these options refuse to hash and to check.
     *
     * @throws InvalidValueException beside {@link #withPasswordHashesOfIcure}
     */
    public CryptoOptions withPepperKeys(PepperKeys keys) {
        return changed(draft -> draft.pepperKeys = keys);
    }

    /**
     * With the pepper of an application under Devise, {@code config.pepper}, so that its hashes are read: an import
     * puts {@code {devise}} before them. They are replaced as their users log in.
     *
     * @throws InvalidValueException when it is empty or holds a zero character
     */
    public CryptoOptions withDevisePepper(String pepper) {
        return changed(draft -> draft.devisePepper = Optional.of(new DevisePepper(pepper)));
    }

    /**
     * With passwords hashed as iCure's servers hash them, for a database that one of them writes, too: a server that
     * saves a user whose hash it does not recognise hashes that hash, and the user is locked out (FORMATS section 5).
     * Such hashes stay as they are, all others become such at the next login.
     *
     * <p>The price: one salted SHA-256 instead of bcrypt. A thief of the database tries billions of passwords a second.
     * Leave it out as soon as no iCure server writes there; logins then bring bcrypt back.
     *
     * @throws InvalidValueException beside {@link #withPepperKeys}
     */
    public CryptoOptions withPasswordHashesOfIcure() {
        return changed(draft -> draft.hashForm = HashForm.ICURE);
    }

    /** With keys as iCure makes them: RSA-2048 (FORMATS section 9). The padding stays as it was chosen. */
    public CryptoOptions icureCompatible() {
        return changed(draft -> draft.keySizeBits = RsaStrength.ICURE_BITS);
    }

    /**
     * With another number of PBKDF2-HMAC-SHA256 iterations for private key files. Under 600,000 is for tests only.
     *
     * @throws InvalidValueException when outside 1,000 to 10,000,000
     */
    public CryptoOptions withPbkdf2Iterations(int iterations) {
        if (iterations < LEAST_PBKDF2_ITERATIONS || iterations > MOST_PBKDF2_ITERATIONS) {
            throw new InvalidValueException(
                    "PBKDF2 iteration count",
                    "is " + iterations + ", outside " + LEAST_PBKDF2_ITERATIONS + " to " + MOST_PBKDF2_ITERATIONS);
        }
        return changed(draft -> draft.pbkdf2Iterations = iterations);
    }

    /**
     * With private key files under scrypt (RFC 7914) instead of PBKDF2: who guesses passphrases pays in memory too.
     * {@code openssl pkey} and Bouncy Castle read them, the JDK does not.
     */
    public CryptoOptions withScryptKeyFiles() {
        return changed(draft -> draft.keyFileWork = KeyFileWork.SCRYPT);
    }

    /** With another list of common passwords: see {@link CommonPasswords}. */
    public CryptoOptions withPasswordBlocklist(PasswordBlocklist list) {
        return changed(draft -> draft.blocklist = list);
    }

    /**
     * With keys under which second-factor secrets are sealed at rest. They are used, not copied: closing them makes
     * what was made with these options refuse to seal and to open.
     */
    public CryptoOptions withSealingKeys(SealingKeys keys) {
        return changed(draft -> draft.sealingKeys = Optional.of(keys));
    }

    /**
     * With second-factor secrets stored in clear, as iCure servers store and read them: who can read the database can
     * make everyone's codes. Where neither this nor keys were chosen, secrets in clear are read, and none is stored.
     */
    public CryptoOptions withSecretsInClear() {
        return changed(draft -> {
            draft.sealingKeys = Optional.empty();
            draft.clearSecrets = ClearSecrets.CHOSEN;
        });
    }

    /** With another source of salts, secrets and keys, which MUST be thread-safe and unpredictable. */
    public CryptoOptions withSecureRandom(SecureRandom random) {
        return changed(draft -> draft.secureRandom = random);
    }

    /** The bcrypt cost of new hashes. */
    public int bcryptCost() {
        return hashLimits.bcrypt().cost();
    }

    /** On how many cores passwords are hashed at a time. */
    public int hashingCores() {
        return hashingCores;
    }

    /** How many key pairs wait to be asked for. */
    public int readyKeyPairs() {
        return readyKeyPairs;
    }

    /** The highest bcrypt cost accepted from storage. */
    public int maxAcceptedBcryptCost() {
        return hashLimits.bcrypt().maxAcceptedCost();
    }

    /** The bounds on the work of stored hashes of other software. */
    public ForeignHashLimits foreignHashLimits() {
        return hashLimits.foreign();
    }

    /** The size of new RSA keys in bits. */
    public int keySizeBits() {
        return keySizeBits;
    }

    /** The padding that new keys are for. */
    public KeyPadding padding() {
        return padding;
    }

    /** The PBKDF2-HMAC-SHA256 iterations of private key files. */
    public int pbkdf2Iterations() {
        return pbkdf2Iterations;
    }

    FileKeyDerivation fileKeyDerivation() {
        return keyFileWork == KeyFileWork.SCRYPT
                ? new ScryptKeyDerivation()
                : new Pbkdf2KeyDerivation(pbkdf2Iterations);
    }

    SecureRandom secureRandom() {
        return secureRandom;
    }

    StoredHashFormats storedHashFormats(BcryptFunction bcrypt) {
        return hashForm == HashForm.ICURE
                ? StoredHashFormats.besideIcure(hashLimits, bcrypt, devisePepper)
                : StoredHashFormats.bcrypt(hashLimits, bcrypt, pepperKeys.keys(), devisePepper);
    }

    PasswordBlocklist blocklist() {
        return blocklist;
    }

    SecretSealer sealer(SecretGenerator nonces) {
        return sealingKeys
                .<SecretSealer>map(keys -> new AesGcmSecretSealer(keys.keys(), nonces))
                .orElse(clearSecrets);
    }

    private CryptoOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new CryptoOptions(draft);
    }

    /** The choices while they are made; never leaves this class. */
    private static final class Draft {
        private HashLimits hashLimits;
        private PepperKeys pepperKeys;
        private Optional<DevisePepper> devisePepper;
        private HashForm hashForm;
        private int hashingCores;
        private int readyKeyPairs;
        private int keySizeBits;
        private KeyPadding padding;
        private int pbkdf2Iterations;
        private KeyFileWork keyFileWork;
        private PasswordBlocklist blocklist;
        private Optional<SealingKeys> sealingKeys;
        private ClearSecrets clearSecrets;
        private SecureRandom secureRandom;

        Draft() {
            hashLimits = new HashLimits(
                    new BcryptLimits(DEFAULT_BCRYPT_COST, DEFAULT_MAX_ACCEPTED_BCRYPT_COST),
                    ForeignHashLimits.STANDARD);
            pepperKeys = PepperKeys.NONE;
            devisePepper = Optional.empty();
            hashForm = HashForm.BCRYPT;
            hashingCores = Math.min(Runtime.getRuntime().availableProcessors(), MOST_CORES);
            readyKeyPairs = 0;
            keySizeBits = DEFAULT_KEY_SIZE_BITS;
            padding = KeyPadding.OAEP_SHA256;
            pbkdf2Iterations = DEFAULT_PBKDF2_ITERATIONS;
            keyFileWork = KeyFileWork.PBKDF2;
            blocklist = CommonPasswords.standard();
            sealingKeys = Optional.empty();
            clearSecrets = ClearSecrets.NOTHING_CHOSEN;
            secureRandom = new SecureRandom();
        }

        Draft(CryptoOptions options) {
            hashLimits = options.hashLimits;
            pepperKeys = options.pepperKeys;
            devisePepper = options.devisePepper;
            hashForm = options.hashForm;
            hashingCores = options.hashingCores;
            readyKeyPairs = options.readyKeyPairs;
            keySizeBits = options.keySizeBits;
            padding = options.padding;
            pbkdf2Iterations = options.pbkdf2Iterations;
            keyFileWork = options.keyFileWork;
            blocklist = options.blocklist;
            sealingKeys = options.sealingKeys;
            clearSecrets = options.clearSecrets;
            secureRandom = options.secureRandom;
        }
    }
}
