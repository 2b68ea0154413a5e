package io.keyholder.testkit.internal;

import io.keyholder.domain.user.User;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Values of arbitraries for contract tests, which run without jqwik's engine. Always the same ones, so that a failure
 * can be seen again.
 */
public final class Samples {
    private static final long SEED = 20_260_101L;
    private static final int GENERATION_SIZE = 1_000;

    private Samples() {}

    /** This many values. */
    public static <T> List<T> of(Arbitrary<T> arbitrary, int count) {
        List<T> samples = new ArrayList<>();
        inSession(() -> arbitrary.generator(GENERATION_SIZE).stream(new Random(SEED))
                .limit(count)
                .map(Shrinkable::value)
                .forEach(samples::add));
        return samples;
    }

    /** About this many new users, no two of which share an id or an identifier. */
    public static List<User> population(int size) {
        Set<Object> taken = new HashSet<>();
        return of(UserArbitraries.newUsers(), size).stream()
                .filter(user -> user.identifiers().keys().stream().noneMatch(taken::contains))
                .filter(user -> taken.add(user.id()))
                .peek(user -> taken.addAll(user.identifiers().keys()))
                .toList();
    }

    private static void inSession(JqwikSession.Runnable action) {
        try {
            if (JqwikSession.isActive()) {
                action.run();
            } else {
                JqwikSession.run(action);
            }
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
