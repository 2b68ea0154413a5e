package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.AuthorityPractice.Deed;
import io.keyholder.application.AuthorityPractice.Guard;
import io.keyholder.application.AuthorityPractice.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SECURITY cases 27, 30 to 32 and 34: no chain of acts gains authority. Logins by password and token make tokens, users
 * and puppets, and act through what they made. The model is shown to find the fault that each guard prevents.
 */
class AuthorityModelProperties {
    private static final int MOST_LIVES = 600;
    private static final int STEPS = 25;
    private static final int MOST_LOGINS = 8;

    @Property(tries = 300)
    void noChainOfActsGainsAuthority(@ForAll("lives") List<Step> life) {
        assertThat(AuthorityPractice.violation(Guard.NONE, life)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsTheFaultThatARemovedGuardPrevents(Guard removed) {
        Random random = new Random(removed.name().hashCode());
        List<Step> found = new ArrayList<>();
        for (int life = 0; life < MOST_LIVES && found.isEmpty(); life++) {
            List<Step> steps = life(random);
            if (AuthorityPractice.violation(removed, steps).isPresent()) {
                found.addAll(shrunk(removed, steps));
            }
        }
        assertThat(found).as("a life that breaks the law without %s", removed).isNotEmpty();
        assertThat(AuthorityPractice.violation(removed, found))
                .as("without %s, by %s", removed, found)
                .contains(removed.fault());
        assertThat(AuthorityPractice.violation(Guard.NONE, found)).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, MOST_LOGINS - 1),
                        Arbitraries.of(Deed.class),
                        Arbitraries.integers().between(0, MOST_LOGINS - 1))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(STEPS);
    }

    private static List<Step> life(Random random) {
        Deed[] deeds = Deed.values();
        return random.ints(STEPS, 0, deeds.length)
                .mapToObj(deed -> new Step(random.nextInt(MOST_LOGINS), deeds[deed], random.nextInt(MOST_LOGINS)))
                .toList();
    }

    /** The steps without those that are not needed for the fault. */
    private static List<Step> shrunk(Guard removed, List<Step> steps) {
        List<Step> needed = new ArrayList<>(steps);
        for (int at = needed.size() - 1; at >= 0; at--) {
            List<Step> fewer = new ArrayList<>(needed);
            fewer.remove(at);
            Optional<String> violation = AuthorityPractice.violation(removed, fewer);
            if (violation.isPresent()) {
                needed = fewer;
            }
        }
        return needed;
    }
}
