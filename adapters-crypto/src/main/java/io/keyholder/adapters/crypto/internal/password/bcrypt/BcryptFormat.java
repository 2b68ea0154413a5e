package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.UncheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.WrittenFormat;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.ports.randomness.SecretGenerator;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bcrypt hashes of one keying, in crypt form behind the keying's id. Plain ones are read without the id and in variants
 * 2a and 2y as well, as other software writes them. A password that the keying is not for never matches, although
 * others may have written the hash of its first 72 bytes.
 */
public final class BcryptFormat implements WrittenFormat {
    private static final byte[] NO_KEY = {};

    private final BcryptKeying keying;
    private final BcryptLimits limits;
    private final BcryptFunction bcrypt;

    public BcryptFormat(BcryptKeying keying, BcryptLimits limits, BcryptFunction bcrypt) {
        this.keying = keying;
        this.limits = limits;
        this.bcrypt = bcrypt;
    }

    @Override
    public boolean takes(byte[] password) {
        return keying.takes(password);
    }

    @Override
    public String write(byte[] password, SecretGenerator salts) {
        byte[] salt = salts.nextBytes(BcryptFunction.SALT_BYTES);
        int cost = limits.cost();
        byte[] digest = digest(keying.key(password, salt), salt, cost);
        return keying.id() + BcryptText.of(cost, salt, digest).canonical();
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        return BcryptText.parse(withoutId(encoded))
                .filter(text -> text.cost() >= BcryptLimits.LEAST)
                .filter(text -> keying == BcryptScheme.PLAIN || isCanonical(text, encoded))
                .map(text -> judged(text, encoded));
    }

    private StoredHash judged(BcryptText text, String encoded) {
        return limits.problem(text.cost())
                .<StoredHash>map(problem -> new UncheckableHash(new HashDiagnosis.TooMuchWork(problem)))
                .orElseGet(() -> new Hash(text, isCanonical(text, encoded)));
    }

    private String withoutId(String encoded) {
        return encoded.startsWith(keying.id()) ? encoded.substring(keying.id().length()) : encoded;
    }

    private boolean isCanonical(BcryptText text, String encoded) {
        return encoded.equals(keying.id() + text.canonical());
    }

    /** Wipes the key. */
    private byte[] digest(byte[] key, byte[] salt, int cost) {
        try {
            return bcrypt.digest(key, salt, cost);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** One hash. */
    private final class Hash implements CheckableHash {
        private final BcryptText text;
        private final boolean canonical;

        Hash(BcryptText text, boolean canonical) {
            this.text = text;
            this.canonical = canonical;
        }

        @Override
        public boolean matches(byte[] password) {
            byte[] key = takes(password) ? keying.key(password, text.salt()) : NO_KEY;
            byte[] digest = digest(key, text.salt(), text.cost());
            return MessageDigest.isEqual(digest, text.digest()) && takes(password);
        }

        @Override
        public boolean isCurrent() {
            return canonical && text.cost() >= limits.cost();
        }

        @Override
        public long rounds() {
            return 1L << text.cost();
        }
    }
}
