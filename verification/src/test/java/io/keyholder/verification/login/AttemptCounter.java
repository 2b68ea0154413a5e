package io.keyholder.verification.login;

import io.keyholder.domain.login.AttemptPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The oracle's own count of wrong attempts: kept plainly, without charging beforehand and giving back. */
final class AttemptCounter {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private final AttemptPolicy policy;
    private int failures;
    private Optional<Instant> last = Optional.empty();
    private Instant decaysFrom = Instant.EPOCH;

    AttemptCounter(AttemptPolicy policy) {
        this.policy = policy;
    }

    Optional<Instant> pausedUntil(Instant now) {
        if (last.isEmpty() || failures < policy.freeAttempts() || last.get().isAfter(now.plus(CLOCKS_DIFFER_BY))) {
            return Optional.empty();
        }
        Instant end = last.get().plus(pause());
        return end.isAfter(now) ? Optional.of(end) : Optional.empty();
    }

    void fail(Instant now) {
        decaysFrom = decaysFrom.isAfter(now) ? now : decaysFrom;
        while (failures > 0 && !now.isBefore(decaysFrom.plus(policy.forgetOneAfter()))) {
            failures--;
            decaysFrom = decaysFrom.plus(policy.forgetOneAfter());
        }
        decaysFrom = failures == 0 ? now : decaysFrom;
        failures = Math.min(failures + 1, policy.mostCounted());
        last = Optional.of(now);
    }

    void forget() {
        failures = 0;
        last = Optional.empty();
    }

    void forgetIfIdleSince(Instant moment) {
        if (last.isPresent() && last.get().isBefore(moment)) {
            forget();
        }
    }

    private Duration pause() {
        long doubled = policy.firstPause().toSeconds() << Math.min(failures - policy.freeAttempts(), 30);
        return Duration.ofSeconds(Math.min(doubled, policy.longestPause().toSeconds()));
    }
}
