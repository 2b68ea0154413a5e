package io.keyholder.adapters.crypto.internal.password.bcrypt;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.adapters.crypto.internal.password.HashLimits;
import io.keyholder.adapters.crypto.internal.password.StoredHashFormats;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SECURITY case 5: whatever is stored and whatever is typed, the answer is a verification, never an exception. */
class StoredHashFuzzProperties {
    private static final String PASSWORD = "Correct-Horse-3";
    private static final List<String> REAL_HASHES_OF_PASSWORD = List.of(
            bcryptOfPassword(),
            "{Cqeg4nc7CRd/DfK4amsqyAgFANCEpzVKJM1zd7tsCFE=}"
                    + "5e5b35dbe95baab801fc174d1d8d369828837a85a6c0eb448367191208ae9f42",
            "$pbkdf2-sha256$1000$.T8HIKRU6t3b2/u/l5Jyrg$UTYOHhjJ2DaHbOl1QA8pEt8ksw0TQ9emgagMaeRL9Pg",
            "$argon2id$v=19$m=64,t=1,p=4$c2l4dGVlbiBieXRlcyBvZg$NSYhaCYKEThztxfmz/9wf8Ny2U4SzTSYa5nq7+x4cD4",
            "{SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd",
            "{scrypt}$40801$" + "c2l4dGVlbiBieXRlcyBvZg==$" + "Cw1BWuKbaaabz8PEzb8/rkXC9l9Yc+96N20ODsUSKg0=");
    private static final List<String> DEAR_HASHES = List.of(
            "{pbkdf2}" + "0123456789abcdef".repeat(5), "{pbkdf2@SpringSecurity_v5_8}" + "0123456789abcdef".repeat(6));

    private final BcryptLimits limits = new BcryptLimits(BcryptLimits.LEAST, 6);
    private final PasswordHasher hasher = Hashers.over(limits, new BouncyCastleBcrypt());

    @Property
    void anyTextIsJudgedAndNeverMatches(@ForAll("texts") String stored, @ForAll("passwords") String password) {
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.UNREADABLE);
    }

    @Property
    void aDamagedHashIsJudgedAndNeverCurrent(@ForAll("damagedHashes") String stored) {
        assertThat(verify(hasher, PASSWORD, stored)).isNotEqualTo(Verification.MATCHED);
    }

    @Property
    void aDamagedHashLetsNoOtherPasswordIn(
            @ForAll("damagedHashes") String stored, @ForAll("passwords") String password) {
        assertThat(verify(hasher, password, stored).isMatch()).isFalse();
    }

    @Property
    void noTextBelongsToTwoFormats(@ForAll("damagedHashesOfAnyCost") String stored) {
        HashLimits hashLimits = new HashLimits(limits, ForeignHashLimits.STANDARD);
        StoredHashFormats formats =
                StoredHashFormats.bcrypt(hashLimits, new BouncyCastleBcrypt(), HostKeys.NONE, Optional.empty());
        long readers = Stream.concat(formats.written().stream(), formats.outdated().stream())
                .filter(format -> format.read(stored).isPresent())
                .count();
        assertThat(readers).isLessThanOrEqualTo(1);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(120)
                .filter(StoredHashFuzzProperties::isWellFormed);
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.of("", "\0", "a", "Correct-Horse-4", "é".repeat(36), "x".repeat(73), "x".repeat(10_000));
    }

    @Provide
    Arbitrary<String> damagedHashes() {
        return damaged(REAL_HASHES_OF_PASSWORD);
    }

    @Provide
    Arbitrary<String> damagedHashesOfAnyCost() {
        return Arbitraries.oneOf(damagedHashes(), damaged(DEAR_HASHES));
    }

    private static Arbitrary<String> damaged(List<String> hashes) {
        Arbitrary<Integer> positions = Arbitraries.integers().between(0, 120);
        Arbitrary<String> patches =
                Arbitraries.of("", "$", "{", "}", "0", "3", "9", "a", "A", ".", "/", "=", "\0", "é", "$2b$31$");
        return Combinators.combine(Arbitraries.of(hashes), positions, positions, patches)
                .as(StoredHashFuzzProperties::damage)
                .filter(damaged -> !damaged.isEmpty() && !hashes.contains(damaged));
    }

    private static String bcryptOfPassword() {
        BcryptLimits limits = new BcryptLimits(BcryptLimits.LEAST, BcryptLimits.LEAST);
        byte[] salt = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
        return new BcryptFormat(BcryptScheme.PLAIN, limits, new BouncyCastleBcrypt())
                .write(PASSWORD.getBytes(StandardCharsets.US_ASCII), count -> salt.clone());
    }

    private static String damage(String hash, int position, int length, String patch) {
        int from = Math.min(position, hash.length());
        int to = Math.min(from + length % 9, hash.length());
        return hash.substring(0, from) + patch + hash.substring(to);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }
}
