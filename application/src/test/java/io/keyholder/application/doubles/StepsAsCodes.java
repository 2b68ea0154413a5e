package io.keyholder.application.doubles;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.randomness.SecretGenerator;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * One-time passwords that tests can compute: a secret is {@code secret:} and a number, the right code the time step.
 */
final class StepsAsCodes implements OneTimePassword {
    private static final int STEP_SECONDS = 30;

    private final SecretGenerator secrets;

    StepsAsCodes(SecretGenerator secrets) {
        this.secrets = secrets;
    }

    @Override
    public TotpSecret newSecret() {
        return TotpSecret.of("secret:" + secrets.nextBytes(1)[0]);
    }

    @Override
    public boolean isReadable(TotpSecret secret) {
        return secret.encoded().startsWith("secret:");
    }

    @Override
    public OptionalLong matchingStep(TotpSecret secret, String code, Instant now) {
        long step = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        return isReadable(secret) && code.equals(Long.toString(step)) ? OptionalLong.of(step) : OptionalLong.empty();
    }

    @Override
    public String enrolmentUri(TotpSecret secret, String issuer, String account) {
        return "otpauth:" + issuer + ":" + account + ":" + secret.encoded();
    }
}
