package io.keyholder.domain.credential;

import java.util.Optional;

/**
 * What a user proves itself with, apart from tokens. Immutable.
 *
 * @param source who vouches for the password; absent means {@link AuthenticationSource#DATABASE}
 * @param passwordHash absent when the user has no password and so cannot log in with one
 * @param secondFactor never absent; {@link SecondFactor.Off} when there is none
 */
public record Credentials(
        Optional<AuthenticationSource> source, Optional<PasswordHash> passwordHash, SecondFactor secondFactor) {
    /** No password, no second factor. */
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty(), SecondFactor.off());

    /** The hash a password is checked against: absent when another source vouches for the user. */
    public Optional<PasswordHash> checkableHash() {
        return source.orElse(AuthenticationSource.DATABASE) == AuthenticationSource.DATABASE
                ? passwordHash
                : Optional.empty();
    }

    /** The same with another password hash. */
    public Credentials withPasswordHash(PasswordHash hash) {
        return new Credentials(source, Optional.of(hash), secondFactor);
    }

    /** The same without a password. */
    public Credentials withoutPassword() {
        return new Credentials(source, Optional.empty(), secondFactor);
    }

    /** The same with another second factor. */
    public Credentials withSecondFactor(SecondFactor factor) {
        return new Credentials(source, passwordHash, factor);
    }
}
