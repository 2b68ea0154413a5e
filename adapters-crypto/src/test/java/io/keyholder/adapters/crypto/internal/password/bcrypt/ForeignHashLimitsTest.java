package io.keyholder.adapters.crypto.internal.password.bcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.Verification;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY case 4: what a stored hash of other software asks for is judged before anything is computed. */
class ForeignHashLimitsTest {
    private static final String SALT_AND_KEY = "$c2l4dGVlbiBieXRlcyBvZg$" + "A".repeat(43);
    private static final String PADDED_SALT_AND_KEY = "$c2l4dGVlbiBieXRlcyBvZg==$" + "A".repeat(43) + "=";
    private static final ForeignHashLimits SMALL = new ForeignHashLimits(1_000, 128, 2, 2);

    static Stream<Arguments> overTheLimits() {
        return Stream.of(
                Arguments.of("$pbkdf2-sha256$1001" + SALT_AND_KEY, "1001 PBKDF2 iterations are over the 1000 accepted"),
                Arguments.of(
                        "$pbkdf2-sha256$999999999" + SALT_AND_KEY,
                        "999999999 PBKDF2 iterations are over the 1000 accepted"),
                Arguments.of("{pbkdf2}" + "0".repeat(80), "185000 PBKDF2 iterations are over the 1000 accepted"),
                Arguments.of(
                        "{pbkdf2@SpringSecurity_v5_8}" + "0".repeat(96),
                        "310000 PBKDF2 iterations are over the 1000 accepted"),
                Arguments.of("{scrypt}$80801" + PADDED_SALT_AND_KEY, "256 KiB of memory are over the 128 accepted"),
                Arguments.of(
                        "{scrypt}$1effff" + PADDED_SALT_AND_KEY, "34225520640 KiB of memory are over the 128 accepted"),
                Arguments.of("{scrypt}$40803" + PADDED_SALT_AND_KEY, "3 lanes are over the 2 accepted"),
                Arguments.of(
                        "$argon2id$v=19$m=129,t=1,p=1" + SALT_AND_KEY, "129 KiB of memory are over the 128 accepted"),
                Arguments.of(
                        "{argon2}$argon2i$v=19$m=999999999,t=999999999,p=9999999" + SALT_AND_KEY,
                        "999999999 KiB of memory are over the 128 accepted"),
                Arguments.of(
                        "$argon2d$v=19$m=64,t=3,p=1" + SALT_AND_KEY, "3 passes over memory are over the 2 accepted"),
                Arguments.of("$argon2id$v=19$m=64,t=1,p=3" + SALT_AND_KEY, "3 lanes are over the 2 accepted"),
                Arguments.of(
                        "$2b$07$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                        "bcrypt cost 7 is over the 6 accepted"));
    }

    @ParameterizedTest
    @MethodSource("overTheLimits")
    void whatAsksForMoreIsUnreadableAndSaysWhy(String stored, String problem) {
        BouncyCastleCrypto crypto = accepting(SMALL);
        assertThat(verify(crypto, stored)).isEqualTo(Verification.UNREADABLE);
        assertThat(crypto.diagnose(PasswordHash.of(stored))).isEqualTo(new HashDiagnosis.TooMuchWork(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pbkdf2-sha256$1000$c2l4dGVlbiBieXRlcyBvZg$",
                "$argon2id$v=19$m=128,t=2,p=2$c2l4dGVlbiBieXRlcyBvZg$",
                "$argon2d$v=16$m=128,t=2,p=2$c2l4dGVlbiBieXRlcyBvZg$",
            })
    void whatAsksForJustAsMuchIsComputed(String beforeKey) {
        BouncyCastleCrypto crypto = accepting(SMALL);
        String stored = beforeKey + "A".repeat(43);
        assertThat(verify(crypto, stored)).isEqualTo(Verification.MISMATCHED);
        assertThat(crypto.diagnose(PasswordHash.of(stored))).isEqualTo(new HashDiagnosis.Outdated());
    }

    @Test
    void aHostThatKnowsMayRaiseEachLimit() {
        String stored = "$argon2id$v=19$m=192,t=3,p=3" + SALT_AND_KEY;
        ForeignHashLimits raised =
                SMALL.withMaxMemoryKib(192).withMaxPasses(3).withMaxLanes(3).withMaxPbkdf2Iterations(1_001);
        assertThat(raised).isEqualTo(new ForeignHashLimits(1_001, 192, 3, 3));
        assertThat(verify(accepting(raised), stored)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(accepting(SMALL), stored)).isEqualTo(Verification.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE})
    void limitsThatNobodyShouldHaveAreRefused(int value) {
        assertThatThrownBy(() -> SMALL.withMaxPbkdf2Iterations(value))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("accepted PBKDF2 iteration count is " + value + ", outside 1 to 10000000");
        assertThatThrownBy(() -> SMALL.withMaxMemoryKib(value)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SMALL.withMaxPasses(value)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SMALL.withMaxLanes(value)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aCurrentHashAndAnUnknownFormAreToldApart() {
        BouncyCastleCrypto crypto = accepting(SMALL);
        PasswordHash current = crypto.passwordHasher().hash(Password.of("secret"));
        assertThat(crypto.diagnose(current)).isEqualTo(new HashDiagnosis.Current());
        assertThat(crypto.diagnose(PasswordHash.of("*"))).isEqualTo(new HashDiagnosis.UnknownForm());
    }

    private static BouncyCastleCrypto accepting(ForeignHashLimits limits) {
        return BouncyCastleCrypto.create(CryptoOptions.defaults()
                .withBcryptCost(BcryptLimits.LEAST)
                .withMaxAcceptedBcryptCost(6)
                .withForeignHashLimits(limits));
    }

    private static Verification verify(BouncyCastleCrypto crypto, String stored) {
        return crypto.passwordHasher().verify(Password.of("password"), Optional.of(PasswordHash.of(stored)));
    }
}
