package io.keyholder.adapters.crypto.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.keyholder.adapters.crypto.internal.secret.SecureRandomSecretGenerator;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Two implementations of RFC 6238 agree: ours and java-otp. */
class JavaOtpCrossCheckProperties {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final OneTimePassword codes =
            new BouncyCastleOneTimePassword(new SecureRandomSecretGenerator(new SecureRandom()));

    @Property
    void weAcceptTheCodesOfJavaOtpInTheirWindowOnly(
            @ForAll @Size(min = 10, max = 80) byte[] key,
            @ForAll @LongRange(max = 20_000_000_000L) long seconds,
            @ForAll("algorithms") TotpAlgorithm algorithm,
            @ForAll("digits") int digits)
            throws GeneralSecurityException {
        TimeBasedOneTimePasswordGenerator generator =
                new TimeBasedOneTimePasswordGenerator(STEP, digits, "Hmac" + algorithm);
        Instant now = Instant.ofEpochSecond(seconds);
        String code = generator.generateOneTimePasswordString(new SecretKeySpec(key, "RAW"), now, Locale.ROOT);
        TotpSecret secret = TotpSecret.of(algorithm + ":" + digits + ":" + Base32.encode(key));
        assertThat(codes.matchingStep(secret, code, now).orElseThrow()).isBetween(seconds / 30, seconds / 30 + 1);
        assertThat(codes.matchingStep(secret, code, now.plus(STEP))).isPresent();
        assertThat(codes.matchingStep(secret, code, now.minus(STEP))).isPresent();
    }

    @Provide
    Arbitrary<TotpAlgorithm> algorithms() {
        return Arbitraries.of(TotpAlgorithm.class);
    }

    @Provide
    Arbitrary<Integer> digits() {
        return Arbitraries.of(6, 8);
    }
}
