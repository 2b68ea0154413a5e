package io.keyholder.springboot.metrics;

import io.keyholder.application.Keyholder;
import io.keyholder.application.login.HashingLoad;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the store replies: reads one user that is not there. Thread-safe. */
public final class KeyholderHealthIndicator extends AbstractHealthIndicator {
    private static final UserId ABSENT = new UserId("health");

    private final Keyholder keyholder;

    /** The health of this Keyholder. */
    public KeyholderHealthIndicator(Keyholder keyholder) {
        super("The store of users does not reply");
        this.keyholder = keyholder;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        keyholder.users().find(Actor.host(), ABSENT);
        HashingLoad load = keyholder.hashingLoad();
        health.up().withDetail("hashesRunning", load.running()).withDetail("hashesWaiting", load.waiting());
    }
}
