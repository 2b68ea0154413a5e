package io.keyholder.adapters.crypto.internal.token;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.randomness.SecretGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * RFC 6238, with steps of {@value #STEP_SECONDS} seconds unless a stored secret names others, accepting the step before
 * and after the current one. New secrets are {@code SHA1:6:} with 160 bits, which is what every authenticator program
 * computes (ADR 14). Thread-safe; keeps nothing.
 *
 * <p>All codes of the window are computed and compared whatever the outcome; a code that happens to be right for two
 * steps counts for the later one, so that neither can be used again.
 */
public final class BouncyCastleOneTimePassword implements OneTimePassword {
    static final int STEP_SECONDS = TotpKey.DEFAULT_PERIOD_SECONDS;

    private static final int STEPS_ASIDE = 1;
    private static final int NEW_SECRET_SIZE_BYTES = 20;

    private final SecretGenerator secrets;

    public BouncyCastleOneTimePassword(SecretGenerator secrets) {
        this.secrets = secrets;
    }

    @Override
    public TotpSecret newSecret() {
        byte[] key = secrets.nextBytes(NEW_SECRET_SIZE_BYTES);
        try {
            return TotpKey.interoperable(key).toSecret();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public boolean isReadable(TotpSecret secret) {
        return TotpKey.read(secret).isPresent();
    }

    @Override
    public OptionalLong matchingStep(TotpSecret secret, String code, Instant now) {
        Optional<TotpKey> key = TotpKey.read(secret).filter(read -> isCode(code, read.digits()));
        return key.isPresent() ? latestMatch(key.get(), code, now) : OptionalLong.empty();
    }

    @Override
    public String enrolmentUri(TotpSecret secret, String issuer, String account) {
        TotpKey key = TotpKey.read(secret)
                .orElseThrow(() -> new InvalidValueException("second-factor secret", "is in no known form"));
        return OtpauthUri.of(key, key.periodSeconds(), issuer, account);
    }

    private static OptionalLong latestMatch(TotpKey key, String code, Instant now) {
        byte[] presented = code.getBytes(StandardCharsets.US_ASCII);
        long current = Math.floorDiv(now.getEpochSecond(), key.periodSeconds());
        OptionalLong match = OptionalLong.empty();
        for (long step = current - STEPS_ASIDE; step <= current + STEPS_ASIDE; step++) {
            boolean matches = MessageDigest.isEqual(presented, key.code(step));
            match = matches && step >= 0 ? OptionalLong.of(step) : match;
        }
        return match;
    }

    private static boolean isCode(String code, int digits) {
        return code.length() == digits && code.chars().allMatch(each -> each >= '0' && each <= '9');
    }
}
