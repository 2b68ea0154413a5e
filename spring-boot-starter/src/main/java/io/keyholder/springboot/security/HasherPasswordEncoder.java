package io.keyholder.springboot.security;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The hashes of Keyholder for a host that stores them itself. It reads every form that Keyholder reads, and writes the
 * current one. It counts no attempts, knows no second factor, and bounds no work: logging in by it is the host's own
 * affair. Thread-safe.
 */
public final class HasherPasswordEncoder implements PasswordEncoder {
    private static final int BCRYPT_TAIL_LENGTH = 53;

    private final PasswordHasher hasher;
    private final String currentForm;

    /** The hashes of this hasher. Makes one hash, to know the current form. */
    public HasherPasswordEncoder(PasswordHasher hasher) {
        this.hasher = hasher;
        try (Password sample = Password.of("a sample")) {
            this.currentForm = formOf(hasher.hash(sample).encoded());
        }
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence typed) {
        if (typed == null) {
            return null;
        }
        try (Password password = Password.of(typed);
                Password composed = password.composed()) {
            return hasher.hash(composed).encoded();
        }
    }

    @Override
    public boolean matches(@Nullable CharSequence typed, @Nullable String stored) {
        if (typed == null || stored == null || stored.isEmpty()) {
            return false;
        }
        try (Password password = Password.of(typed)) {
            Optional<PasswordHash> hash = Optional.of(PasswordHash.of(stored));
            return hasher.verify(password, hash).isMatch() || matchesInOtherForm(password, hash);
        } catch (InvalidValueException malformed) {
            return false;
        }
    }

    /** Whether a hash has another form, cost or pepper than new ones. */
    @Override
    public boolean upgradeEncoding(@Nullable String stored) {
        return stored != null && !stored.isEmpty() && !formOf(stored).equals(currentForm);
    }

    /** Keyboards of one system send composed characters, keyboards of another decomposed ones. */
    private boolean matchesInOtherForm(Password password, Optional<PasswordHash> hash) {
        Optional<Password> equivalent = password.equivalent();
        try {
            return equivalent
                    .filter(other -> hasher.verify(other, hash).isMatch())
                    .isPresent();
        } finally {
            equivalent.ifPresent(Password::close);
        }
    }

    /** What stands before salt and hash of bcrypt; any other text is a form of its own. */
    private static String formOf(String hash) {
        return hash.contains("$2") && hash.length() > BCRYPT_TAIL_LENGTH
                ? hash.substring(0, hash.length() - BCRYPT_TAIL_LENGTH)
                : "another";
    }
}
