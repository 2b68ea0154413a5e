package io.keyholder.adapters.crypto.internal.password;

import io.keyholder.adapters.crypto.internal.Lazy;
import io.keyholder.adapters.crypto.internal.hostkey.HostKey;
import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFormat;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptScheme;
import io.keyholder.adapters.crypto.internal.password.bcrypt.DevisePepper;
import io.keyholder.adapters.crypto.internal.password.bcrypt.ForeignBcryptFormat;
import io.keyholder.adapters.crypto.internal.password.bcrypt.MissingPepperFormat;
import io.keyholder.adapters.crypto.internal.password.bcrypt.PepperedKeying;
import io.keyholder.adapters.crypto.internal.password.foreign.Argon2Format;
import io.keyholder.adapters.crypto.internal.password.foreign.CryptFormat;
import io.keyholder.adapters.crypto.internal.password.foreign.FirebaseScryptFormat;
import io.keyholder.adapters.crypto.internal.password.foreign.ForeignPbkdf2Format;
import io.keyholder.adapters.crypto.internal.password.foreign.ForeignScryptFormat;
import io.keyholder.adapters.crypto.internal.password.foreign.ForeignSpelling;
import io.keyholder.adapters.crypto.internal.password.foreign.IcureSha256Format;
import io.keyholder.adapters.crypto.internal.password.foreign.JsonHashFormat;
import io.keyholder.adapters.crypto.internal.password.foreign.LdapDigestFormat;
import io.keyholder.adapters.crypto.internal.password.foreign.PortableHashFormat;
import io.keyholder.adapters.crypto.internal.password.foreign.SpringPbkdf2Format;
import io.keyholder.adapters.crypto.internal.password.foreign.SpringScryptFormat;
import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.UncheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.WrittenFormat;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.domain.credential.PasswordHash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The forms in use: those that new hashes have, of which one is for each password, and those that are read as outdated.
 * Immutable and thread-safe.
 *
 * @param written every password is for exactly one of them
 * @param outdated read and never written
 */
public record StoredHashFormats(List<WrittenFormat> written, List<StoredHashFormat> outdated) {
    /** Bcrypt, of passwords mixed with the current key where there is one. */
    public static StoredHashFormats bcrypt(
            HashLimits limits, BcryptFunction bcrypt, HostKeys pepper, Optional<DevisePepper> devise) {
        List<WrittenFormat> unpeppered = unpeppered(limits, bcrypt);
        List<WrittenFormat> peppered = peppered(pepper.current().stream(), limits, bcrypt);
        List<WrittenFormat> earlier = peppered(pepper.earlier().stream(), limits, bcrypt);
        List<StoredHashFormat> others = List.of(
                new MissingPepperFormat(idsOf(pepper)),
                new IcureSha256Format(),
                lazily(() -> new ForeignBcryptFormat(limits.bcrypt(), bcrypt, devise)));
        return peppered.isEmpty()
                ? new StoredHashFormats(unpeppered, all(List.of(earlier, others, foreign(limits))))
                : new StoredHashFormats(peppered, all(List.of(unpeppered, earlier, others, foreign(limits))));
    }

    /** Only iCure's own form, as a live iCure server beside us needs it. */
    public static StoredHashFormats besideIcure(
            HashLimits limits, BcryptFunction bcrypt, Optional<DevisePepper> devise) {
        List<StoredHashFormat> others = List.of(
                new MissingPepperFormat(Set.of()),
                lazily(() -> new ForeignBcryptFormat(limits.bcrypt(), bcrypt, devise)));
        return new StoredHashFormats(
                List.of(new IcureSha256Format()), all(List.of(unpeppered(limits, bcrypt), others, foreign(limits))));
    }

    private static Set<String> idsOf(HostKeys pepper) {
        return pepper.all().map(HostKey::id).collect(Collectors.toUnmodifiableSet());
    }

    private static List<WrittenFormat> unpeppered(HashLimits limits, BcryptFunction bcrypt) {
        return List.of(
                new BcryptFormat(BcryptScheme.PLAIN, limits.bcrypt(), bcrypt),
                new BcryptFormat(BcryptScheme.PRE_HASHED, limits.bcrypt(), bcrypt));
    }

    private static List<WrittenFormat> peppered(Stream<HostKey> keys, HashLimits limits, BcryptFunction bcrypt) {
        return keys.<WrittenFormat>map(key -> new BcryptFormat(new PepperedKeying(key), limits.bcrypt(), bcrypt))
                .toList();
    }

    private static List<StoredHashFormat> foreign(HashLimits limits) {
        ForeignHashLimits bounds = limits.foreign();
        return List.of(
                lazily(() -> new SpringPbkdf2Format(bounds)),
                lazily(() -> new SpringScryptFormat(bounds)),
                lazily(() -> new Argon2Format(bounds)),
                lazily(() -> new ForeignPbkdf2Format(bounds)),
                lazily(() -> new ForeignScryptFormat(bounds)),
                lazily(() -> new FirebaseScryptFormat(bounds)),
                lazily(LdapDigestFormat::new),
                lazily(() -> new PortableHashFormat(bounds)),
                lazily(() -> new CryptFormat(bounds)),
                lazily(() -> new JsonHashFormat(bounds)));
    }

    /** What a host without hashes of this form never loads: most bring classes of Bouncy Castle. */
    private static StoredHashFormat lazily(Supplier<StoredHashFormat> format) {
        Lazy<StoredHashFormat> made = new Lazy<>(format);
        return encoded -> made.get().read(encoded);
    }

    private static List<StoredHashFormat> all(List<List<? extends StoredHashFormat>> lists) {
        return lists.stream().<StoredHashFormat>flatMap(List::stream).toList();
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
        return ForeignSpelling.of(stored.encoded()).stream()
                .flatMap(text -> Stream.concat(written.stream(), outdated.stream())
                        .flatMap(format -> checkable(format, text).stream()))
                .findFirst();
    }

    /** Whether a new hash would have the same form and no higher cost. */
    boolean isCurrent(PasswordHash stored) {
        return written.stream()
                .flatMap(format -> checkable(format, stored.encoded()).stream())
                .anyMatch(CheckableHash::isCurrent);
    }

    HashDiagnosis diagnose(PasswordHash stored) {
        if (checkable(stored).isPresent()) {
            return isCurrent(stored) ? new HashDiagnosis.Current() : new HashDiagnosis.Outdated();
        }
        return ForeignSpelling.of(stored.encoded()).stream()
                .flatMap(text -> Stream.concat(written.stream(), outdated.stream())
                        .flatMap(format -> format.read(text).stream()))
                .filter(UncheckableHash.class::isInstance)
                .map(hash -> ((UncheckableHash) hash).why())
                .findFirst()
                .orElseGet(HashDiagnosis.UnknownForm::new);
    }

    private static Optional<CheckableHash> checkable(StoredHashFormat format, String text) {
        return format.read(text).filter(CheckableHash.class::isInstance).map(CheckableHash.class::cast);
    }
}
