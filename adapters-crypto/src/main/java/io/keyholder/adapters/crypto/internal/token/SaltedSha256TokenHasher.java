package io.keyholder.adapters.crypto.internal.token;

import io.keyholder.adapters.crypto.internal.password.foreign.IcureSha256Format;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.Arrays;

/** Hashes tokens in iCure's own form, which live iCure servers verify: see {@link IcureSha256Format}. Thread-safe. */
public final class SaltedSha256TokenHasher implements TokenHasher {
    private final IcureSha256Format format = new IcureSha256Format();
    private final SecretGenerator salts;

    public SaltedSha256TokenHasher(SecretGenerator salts) {
        this.salts = salts;
    }

    @Override
    public PasswordHash hash(Password value) {
        byte[] utf8 = value.utf8();
        try {
            return PasswordHash.of(format.write(utf8, salts));
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    @Override
    public boolean verify(Password value, PasswordHash stored) {
        byte[] utf8 = value.utf8();
        try {
            return format.checkable(stored.encoded())
                    .filter(hash -> hash.matches(utf8))
                    .isPresent();
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }
}
