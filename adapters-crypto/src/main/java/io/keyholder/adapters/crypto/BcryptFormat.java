package io.keyholder.adapters.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Bcrypt hashes of one scheme, in crypt form behind the scheme's id. Plain ones are read without the id and in variants 2a
 * and 2y as well, as other software writes them. A password of another scheme never matches, although others may have
 * written the hash of its first 72 bytes.
 */
final class BcryptFormat implements StoredHashFormat {
    private final BcryptScheme scheme;
    private final BcryptLimits limits;
    private final BcryptFunction bcrypt;

    BcryptFormat(BcryptScheme scheme, BcryptLimits limits, BcryptFunction bcrypt) {
        this.scheme = scheme;
        this.limits = limits;
        this.bcrypt = bcrypt;
    }

    /** The hash of a password of this scheme in the current form. */
    String write(byte[] password, byte[] salt) {
        int cost = limits.cost();
        return scheme.id()
                + BcryptText.of(cost, salt, digest(scheme, password, salt, cost))
                        .canonical();
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        return BcryptText.parse(withoutId(encoded))
                .filter(text -> limits.accepts(text.cost()))
                .filter(text -> scheme == BcryptScheme.PLAIN || isCanonical(text, encoded))
                .map(text -> new Hash(text, isCanonical(text, encoded)));
    }

    private String withoutId(String encoded) {
        return encoded.startsWith(scheme.id()) ? encoded.substring(scheme.id().length()) : encoded;
    }

    private boolean isCanonical(BcryptText text, String encoded) {
        return encoded.equals(scheme.id() + text.canonical());
    }

    private byte[] digest(BcryptScheme keying, byte[] password, byte[] salt, int cost) {
        byte[] key = keying.key(password, salt);
        try {
            return bcrypt.digest(key, salt, cost);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** One hash. */
    private final class Hash implements StoredHash {
        private final BcryptText text;
        private final boolean canonical;

        Hash(BcryptText text, boolean canonical) {
            this.text = text;
            this.canonical = canonical;
        }

        @Override
        public boolean matches(byte[] password) {
            BcryptScheme keying = BcryptScheme.of(password);
            byte[] digest = digest(keying, password, text.salt(), text.cost());
            return MessageDigest.isEqual(digest, text.digest()) && keying == scheme;
        }

        @Override
        public boolean isCurrent() {
            return canonical && text.cost() >= limits.cost();
        }

        @Override
        public OptionalInt bcryptCost() {
            return OptionalInt.of(text.cost());
        }
    }
}
