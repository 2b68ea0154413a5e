package io.keyholder.adapters.crypto;

import io.keyholder.domain.credential.PasswordHash;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The forms in use: those that new hashes have, of which one is for each password, and those that are read as outdated.
 * Immutable and thread-safe.
 *
 * @param written every password is for exactly one of them
 * @param outdated read and never written
 */
record StoredHashFormats(List<WrittenFormat> written, List<StoredHashFormat> outdated) {
    /** Bcrypt, the default. */
    static StoredHashFormats bcrypt(HashLimits limits, BcryptFunction bcrypt) {
        return new StoredHashFormats(
                bcryptForms(limits, bcrypt), join(List.of(new IcureSha256Format()), foreignForms(limits)));
    }

    private static List<WrittenFormat> bcryptForms(HashLimits limits, BcryptFunction bcrypt) {
        return List.of(
                new BcryptFormat(BcryptScheme.PLAIN, limits.bcrypt(), bcrypt),
                new BcryptFormat(BcryptScheme.PRE_HASHED, limits.bcrypt(), bcrypt));
    }

    private static List<StoredHashFormat> foreignForms(HashLimits limits) {
        return List.of(
                new SpringPbkdf2Format(limits.foreign()),
                new SpringScryptFormat(limits.foreign()),
                new PasslibPbkdf2Format(limits.foreign()),
                new Argon2Format(limits.foreign()),
                new LdapSshaFormat());
    }

    private static List<StoredHashFormat> join(
            List<? extends StoredHashFormat> some, List<? extends StoredHashFormat> more) {
        return Stream.<StoredHashFormat>concat(some.stream(), more.stream()).toList();
    }

    /** The form that a new hash of this password has. */
    WrittenFormat writtenFor(byte[] password) {
        return written.stream()
                .filter(format -> format.takes(password))
                .findFirst()
                .orElseThrow();
    }

    /** The hash when it is of any form and may be checked. */
    Optional<CheckableHash> checkable(PasswordHash stored) {
        return Stream.concat(written.stream(), outdated.stream())
                .flatMap(format -> checkable(format, stored).stream())
                .findFirst();
    }

    /** Whether a new hash would have the same form and no higher cost. */
    boolean isCurrent(PasswordHash stored) {
        return written.stream()
                .flatMap(format -> checkable(format, stored).stream())
                .anyMatch(CheckableHash::isCurrent);
    }

    HashDiagnosis diagnose(PasswordHash stored) {
        if (checkable(stored).isPresent()) {
            return isCurrent(stored) ? new HashDiagnosis.Current() : new HashDiagnosis.Outdated();
        }
        return Stream.concat(written.stream(), outdated.stream())
                .flatMap(format -> format.read(stored.encoded()).stream())
                .filter(UncheckableHash.class::isInstance)
                .map(hash -> ((UncheckableHash) hash).why())
                .findFirst()
                .orElseGet(HashDiagnosis.UnknownForm::new);
    }

    private static Optional<CheckableHash> checkable(StoredHashFormat format, PasswordHash stored) {
        return format.read(stored.encoded())
                .filter(CheckableHash.class::isInstance)
                .map(CheckableHash.class::cast);
    }
}
