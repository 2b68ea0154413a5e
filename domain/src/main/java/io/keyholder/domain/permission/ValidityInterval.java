package io.keyholder.domain.permission;

import io.keyholder.domain.internal.Check;
import java.time.Instant;
import java.util.Optional;

/**
 * The time [from, until) in which a permission item counts; outside it the item is as if absent. Immutable.
 *
 * @param from the first moment; absent means since ever
 * @param until the first moment after it; absent means for ever
 */
public record ValidityInterval(Optional<Instant> from, Optional<Instant> until) {
    /** Without bounds. */
    public static final ValidityInterval ALWAYS = new ValidityInterval(Optional.empty(), Optional.empty());

    public ValidityInterval {
        if (from.isPresent() && until.isPresent()) {
            Check.that(from.get().isBefore(until.get()), "validity interval", "ends before it begins");
        }
    }

    /** Whether {@code moment} lies inside. */
    public boolean contains(Instant moment) {
        return from.map(start -> !moment.isBefore(start)).orElse(true)
                && until.map(moment::isBefore).orElse(true);
    }
}
