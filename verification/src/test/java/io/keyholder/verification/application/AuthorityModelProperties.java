package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.verification.application.AuthorityPractice.Deed;
import io.keyholder.verification.application.AuthorityPractice.Guard;
import io.keyholder.verification.application.AuthorityPractice.Step;
import io.keyholder.verification.store.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SECURITY cases 27, 28, 30 to 32 and 34: no chain of acts gains authority. Logins of people and a device, by password,
 * factor and token, make tokens, users and puppets, ask for other contacts, rotate and revoke keys, and act through
 * what they made. The model is shown to find the fault that each guard prevents.
 */
class AuthorityModelProperties {
    private static final int MOST_LIVES = 600;
    private static final int STEPS = 30;
    private static final int MOST_LOGINS = 8;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noChainOfActsGainsAuthorityOverMaps(@ForAll("lives") List<Step> life) {
        assertThat(AuthorityPractice.violation(TestStore.MAP, Guard.NONE, life)).isEmpty();
    }

    @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
    void noChainOfActsGainsAuthorityOverH2(@ForAll("lives") List<Step> life) {
        assertThat(AuthorityPractice.violation(TestStore.H2, Guard.NONE, life)).isEmpty();
    }

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    void noChainOfActsGainsAuthorityOverCouchDb(@ForAll("lives") List<Step> life) {
        assertThat(AuthorityPractice.violation(TestStore.COUCHDB, Guard.NONE, life))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsTheFaultThatARemovedGuardPrevents(Guard removed) {
        Random random = new Random(removed.name().hashCode());
        List<Step> found = new ArrayList<>();
        for (int life = 0; life < MOST_LIVES && found.isEmpty(); life++) {
            List<Step> steps = life(random, leadingTo(removed));
            if (AuthorityPractice.violation(TestStore.MAP, removed, steps).isPresent()) {
                found.addAll(shrunk(removed, steps));
            }
        }
        assertThat(found).as("a life that breaks the law without %s", removed).isNotEmpty();
        assertThat(AuthorityPractice.violation(TestStore.MAP, removed, found))
                .as("without %s, by %s", removed, found)
                .contains(removed.fault());
        assertThat(AuthorityPractice.violation(TestStore.MAP, Guard.NONE, found))
                .isEmpty();
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

    private static List<Step> life(Random random, List<Deed> deeds) {
        return random.ints(STEPS, 0, deeds.size())
                .mapToObj(deed -> new Step(random.nextInt(MOST_LOGINS), deeds.get(deed), random.nextInt(MOST_LOGINS)))
                .toList();
    }

    /** What is tried: all, but where a fault needs three acts of one user in their order. */
    private static List<Deed> leadingTo(Guard removed) {
        return removed == Guard.WAITING_ENDS_WITH_A_RESET
                ? List.of(Deed.ASK_FOR_CONTACT, Deed.CONFIRM_CONTACT, Deed.END)
                : List.of(Deed.values());
    }

    /** The steps without those that are not needed for the fault. */
    private static List<Step> shrunk(Guard removed, List<Step> steps) {
        List<Step> needed = new ArrayList<>(steps);
        for (int at = needed.size() - 1; at >= 0; at--) {
            List<Step> fewer = new ArrayList<>(needed);
            fewer.remove(at);
            Optional<String> violation = AuthorityPractice.violation(TestStore.MAP, removed, fewer);
            if (violation.isPresent()) {
                needed = fewer;
            }
        }
        return needed;
    }
}
