package io.keyholder.adapters.crypto.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptLimits;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BouncyCastleBcrypt;
import io.keyholder.adapters.crypto.internal.password.bcrypt.CountingBcrypt;
import io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SECURITY cases 2 and 4: the work of a check, counted in rounds of bcrypt, tells nothing and is bounded. */
class PasswordWorkTest {
    private static final int COST = 8;
    private static final int MOST = 9;
    private static final String REST_OF_HASH = "If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

    private final CountingBcrypt bcrypt = new CountingBcrypt();
    private final PasswordHasher hasher = Hashers.over(new BcryptLimits(COST, MOST), bcrypt);

    static Stream<Optional<String>> storedForms() {
        Stream<String> fast = Stream.of(
                "5e5b35dbe95baab801fc174d1d8d369828837a85a6c0eb448367191208ae9f42",
                "{Cqeg4nc7CRd/DfK4amsqyAgFANCEpzVKJM1zd7tsCFE=}5e5b35dbe95baab801fc174d1d8d369828837a85a6c0eb448367191208ae9f42");
        Stream<String> unreadable = Stream.of(
                "*",
                "{scrypt}$100801$abc",
                "$2x$08$" + REST_OF_HASH,
                "$pbkdf2-sha256$1000001$" + "A".repeat(22) + "$" + "A".repeat(43),
                "$argon2id$v=19$m=65537,t=1,p=1$c2l4dGVlbiBieXRlcyBvZg$" + "A".repeat(43));
        Stream<String> refused = IntStream.of(0, 3, MOST + 1, 31, 99).mapToObj(cost -> bcryptAt(cost));
        Stream<String> bcryptUpToCurrent = IntStream.rangeClosed(4, COST).mapToObj(cost -> bcryptAt(cost));
        Stream<String> preHashed = Stream.of("{bcrypt-sha384}$2b$08$" + REST_OF_HASH);
        return Stream.concat(
                Stream.of(Optional.empty()),
                Stream.of(fast, unreadable, refused, bcryptUpToCurrent, preHashed)
                        .flatMap(each -> each)
                        .map(Optional::of));
    }

    @ParameterizedTest
    @MethodSource("storedForms")
    void everyCheckMakesTheRoundsOfOneAtTheCurrentCost(Optional<String> stored) {
        for (int length : new int[] {0, 1, 72, 73, 10_000}) {
            Verification verification = hasher.verify(Password.of("x".repeat(length)), stored.map(PasswordHash::of));
            assertThat(verification.isMatch()).isFalse();
            assertThat(bcrypt.takeRounds()).isEqualTo(1L << COST);
        }
    }

    @Test
    void aRightPasswordMakesTheSameRoundsAsAWrongOne() {
        for (String password : new String[] {"", "right", "x".repeat(73)}) {
            PasswordHash stored = hasher.hash(Password.of(password));
            assertThat(bcrypt.takeRounds()).isEqualTo(1L << COST);
            assertThat(hasher.verify(Password.of(password), Optional.of(stored)).isMatch())
                    .isTrue();
            assertThat(bcrypt.takeRounds()).isEqualTo(1L << COST);
        }
    }

    @Test
    void anAcceptedHigherCostIsItsOwnBound() {
        assertThat(Hashers.verify(hasher, "x", bcryptAt(MOST))).isEqualTo(Verification.MISMATCHED);
        assertThat(bcrypt.takeRounds()).isEqualTo(1L << MOST);
    }

    static Stream<String> hashesOfOtherSoftwareUnderTheCurrentCost() {
        return Stream.of(
                "$pbkdf2-sha256$6200$" + "A".repeat(22) + "$" + "A".repeat(43),
                "$argon2id$v=19$m=3500,t=2,p=1$c2l4dGVlbiBieXRlcyBvZg$" + "A".repeat(43),
                "{scrypt}$a0801$c2l4dGVlbiBieXRlcyBvZg==$" + "A".repeat(43) + "=",
                "{SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd");
    }

    /** What their functions did not spend is spent with bcrypt, less than its least cost apart. */
    @ParameterizedTest
    @MethodSource("hashesOfOtherSoftwareUnderTheCurrentCost")
    void aCheckByAnotherFunctionIsFilledUpToTheSameWork(String stored) {
        long spentElsewhere = roundsOf(stored);
        for (int length : new int[] {0, 1, 72, 73, 10_000}) {
            assertThat(Hashers.verify(hasher, "x".repeat(length), stored)).isEqualTo(Verification.MISMATCHED);
            assertThat(spentElsewhere + bcrypt.takeRounds()).isBetween((1L << COST) - 15, 1L << COST);
        }
    }

    @Test
    void whatOtherFunctionsSpendIsCountedInRoundsThatTakeAboutAsLong() {
        assertThat(roundsOf("$pbkdf2-sha256$6200$" + "A".repeat(22) + "$" + "A".repeat(43)))
                .isEqualTo(100);
        assertThat(roundsOf("{pbkdf2}" + "0".repeat(80))).isEqualTo(185_000 / 62 + 2 * 185_000 / 92);
        assertThat(roundsOf("{pbkdf2@SpringSecurity_v5_8}" + "0".repeat(96))).isEqualTo(5_000);
        assertThat(roundsOf("{scrypt}$e0801$c2l4dGVlbiBieXRlcyBvZg==$" + "A".repeat(43) + "="))
                .isEqualTo(16_384 * 8 / 130);
        assertThat(roundsOf("$argon2id$v=19$m=7000,t=3,p=4$c2l4dGVlbiBieXRlcyBvZg$" + "A".repeat(43)))
                .isEqualTo(300);
    }

    @Test
    void aHashOfOtherSoftwareOverTheCurrentCostIsItsOwnBound() {
        assertThat(Hashers.verify(hasher, "x", "{pbkdf2@SpringSecurity_v5_8}" + "0".repeat(96)))
                .isEqualTo(Verification.MISMATCHED);
        assertThat(bcrypt.takeRounds()).isZero();
    }

    private static long roundsOf(String stored) {
        HashLimits limits = new HashLimits(new BcryptLimits(COST, MOST), ForeignHashLimits.STANDARD);
        return StoredHashFormats.bcrypt(limits, new BouncyCastleBcrypt(), HostKeys.NONE, Optional.empty())
                .checkable(PasswordHash.of(stored))
                .orElseThrow()
                .rounds();
    }

    private static String bcryptAt(int cost) {
        return "$2a$" + (cost < 10 ? "0" : "") + cost + "$" + REST_OF_HASH;
    }
}
