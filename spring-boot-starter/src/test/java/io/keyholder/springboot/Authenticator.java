package io.keyholder.springboot;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.keyholder.application.Keyholder;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import java.net.URI;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** The authenticator of a user whose second factor is on. */
public final class Authenticator {
    private final SecretKey key;
    private final Clock clock;
    private List<String> recoveryCodes = List.of();

    private Authenticator(SecretKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Turns the second factor of a user on. */
    public static Authenticator of(Keyholder keyholder, UserId user, Clock clock) {
        SecondFactorResult.Enrolled enrolled =
                (SecondFactorResult.Enrolled) keyholder.secondFactors().enrol(Actor.host(), user, "Practice");
        String secret = Arrays.stream(URI.create(enrolled.uri()).getQuery().split("&", -1))
                .filter(part -> part.startsWith("secret="))
                .map(part -> part.substring("secret=".length()))
                .findFirst()
                .orElseThrow();
        Authenticator made = new Authenticator(new SecretKeySpec(new Base32().decode(secret), "HmacSHA1"), clock);
        SecondFactorResult.Confirmed confirmed =
                (SecondFactorResult.Confirmed) keyholder.secondFactors().confirm(Actor.host(), user, made.code());
        made.recoveryCodes = confirmed.recoveryCodes();
        return made;
    }

    /** The code of now. */
    public String code() {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(key, clock.instant(), Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Codes for the day on which the authenticator is lost. */
    public List<String> recoveryCodes() {
        return recoveryCodes;
    }
}
