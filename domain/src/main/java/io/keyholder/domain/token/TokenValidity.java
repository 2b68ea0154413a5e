package io.keyholder.domain.token;

import io.keyholder.domain.internal.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long a token lives: a whole number of seconds, or explicitly for ever. */
public sealed interface TokenValidity {
    /** The longest life of a token that counts as short-lived (FORMATS: iCure's validity of 1 to 600 seconds). */
    Duration SHORT_LIVED = Duration.ofMinutes(10);

    /**
     * Valid in [creation, creation + duration).
     *
     * @param duration whole seconds, at least one
     */
    record Limited(Duration duration) implements TokenValidity {
        public Limited {
            Check.that(duration.compareTo(Duration.ofSeconds(1)) >= 0, "token validity", "is under one second");
            Check.that(
                    duration.equals(duration.truncatedTo(ChronoUnit.SECONDS)),
                    "token validity",
                    "is not a whole number of seconds");
        }
    }

    /** Valid until revoked: an application token. */
    record Unlimited() implements TokenValidity {}

    /** Valid for the given number of seconds. */
    static TokenValidity seconds(long seconds) {
        return new Limited(Duration.ofSeconds(seconds));
    }

    /** Valid until revoked. */
    static TokenValidity unlimited() {
        return new Unlimited();
    }

    /** Whether {@code now} lies in [creation, creation + duration). Never overflows. */
    default boolean covers(Instant creation, Instant now) {
        return covers(creation, now, Duration.ZERO);
    }

    /** Whether {@code now} lies in [creation - leeway, creation + duration). Never overflows. */
    default boolean covers(Instant creation, Instant now, Duration leeway) {
        if (Duration.between(now, creation).compareTo(leeway) > 0) {
            return false;
        }
        return this instanceof Unlimited || Duration.between(creation, now).compareTo(((Limited) this).duration()) < 0;
    }

    /** Whether the token counts as short-lived. */
    default boolean isShortLived() {
        return this instanceof Limited limited && limited.duration().compareTo(SHORT_LIVED) <= 0;
    }
}
