package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for a user's status and the dates of its life. */
public final class LifecycleArbitraries {
    private LifecycleArbitraries() {}

    /** Any life, deleted once in ten times. */
    public static Arbitrary<Lifecycle> lifecycles() {
        return Combinators.combine(
                        Choice.optional(90, Arbitraries.of(UserStatus.class)),
                        moments(90),
                        moments(30),
                        moments(30),
                        moments(30),
                        moments(30),
                        moments(10))
                .as(Lifecycle::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Optional<Instant>> moments(int percent) {
        return Choice.optional(percent, InstantArbitraries.instants());
    }
}
