package io.keyholder.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.contract.Clauses.Clause;
import io.keyholder.testkit.contract.Clauses.Proof;
import io.keyholder.testkit.contract.crypto.CryptoFault;
import io.keyholder.testkit.contract.fault.Consequences;
import io.keyholder.testkit.contract.fault.StoreFault;
import io.keyholder.testkit.contract.user.UserRepositoryLookupContract;
import io.keyholder.testkit.internal.BrokenUserRepositories;
import io.keyholder.testkit.internal.ModelStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each clause of each contract quotes its port, finds a broken adapter, and stands in {@code docs/contracts.md}. */
class ClausesTest {
    private static final Path INDEX = Path.of("../docs/contracts.md");
    private static final List<Clause> CLAUSES = Clauses.all();

    @Test
    void eachQuotesASentenceThatItsPortHas() {
        assertThat(CLAUSES).hasSizeGreaterThan(300);
        assertThat(CLAUSES)
                .allSatisfy(
                        clause -> assertThat(Clauses.javadocOf(clause.promise().of()))
                                .as(clause.toString())
                                .contains(clause.promise().value()));
    }

    @Test
    void whatFailsShowsTheSentenceFirst() {
        ContractRun run = ContractRun.of(OfOneThatLooksUpByPattern.class);
        assertThat(run.failures()).contains("findsNobodyByWhatNobodyHolds");
        assertThat(run.toString())
                .contains("UserRepository promises: \"The undeleted user that holds this identifier as login, email or"
                        + " mobile phone.\"");
    }

    /**
     * By an adapter that does nothing, or by one that throws what no port promises: a clause that asserts nothing
     * passes both.
     */
    @Test
    void eachFailsForABrokenAdapter() {
        Set<String> failed = new TreeSet<>();
        for (Class<?> type : BrokenAdapters.all()) {
            Set<String> failures = Set.copyOf(ContractRun.of(type).failures());
            CLAUSES.stream()
                    .filter(clause -> clause.contract().isAssignableFrom(type) && failures.contains(clause.name()))
                    .forEach(clause -> failed.add(clause.toString()));
        }
        List<String> passed = CLAUSES.stream()
                .map(Clause::toString)
                .filter(clause -> !failed.contains(clause))
                .toList();
        assertThat(passed).as("clauses that no broken adapter fails").isEmpty();
    }

    @Test
    void theIndexHasEachWithItsSentenceAndABrokenAdapter() throws IOException {
        String index = index();
        if (Boolean.getBoolean("contracts.write")) {
            Files.writeString(INDEX, index);
        }
        assertThat(INDEX)
                .as("to write it anew: mvn test -pl testkit -am -Dtest=ClausesTest -Dcontracts.write=true")
                .exists()
                .content()
                .isEqualTo(index);
    }

    private static String index() {
        Map<String, List<Proof>> proofs = Clauses.proofs();
        StoreFault.all()
                .forEach(fault -> fault.clauses()
                        .forEach(clause -> proofs.computeIfAbsent(clause, any -> new ArrayList<>())
                                .add(0, new Proof(lastOf(fault.name()), "StoreFaultTest"))));
        CryptoFault.all()
                .forEach(fault -> fault.clauses()
                        .forEach(clause -> proofs.computeIfAbsent(clause, any -> new ArrayList<>())
                                .add(0, new Proof(fault.name(), "CryptoFaultTest"))));
        StringBuilder page = new StringBuilder("""
                # The clauses of the contracts

                Each clause is a test of the kit, and each failure begins with the sentence of the port that was broken. `ClausesTest` checks this page:
                it lists every clause, every sentence stands in the Javadoc of its port, and every clause fails for a broken adapter. An adapter of `StoreFaultTest`
                or `CryptoFaultTest` is right but for one thing: it fails the clauses that name it, and no other clause of the whole contract of that port, apart from those
                of [what else fails](#what-else-fails). Where no adapter is named, two fail the clause that are broken as a whole: one does nothing, the other throws what no
                port promises. What a port leaves open, no clause demands.

                ```sh
                mvn test -pl testkit -am -Dtest=ClausesTest -Dsurefire.failIfNoSpecifiedTests=false -Dcontracts.write=true
                ```
                """);
        Class<?> contract = null;
        for (Clause clause : CLAUSES) {
            if (clause.contract() != contract) {
                contract = clause.contract();
                page.append("\n## ").append(contract.getSimpleName()).append("\n\n");
                page.append("| clause | port | sentence | broken adapter | test |\n|---|---|---|---|---|\n");
            }
            page.append(row(clause, proofs.getOrDefault(clause.name(), List.of())));
        }
        return page.append(consequences()).toString();
    }

    private static String consequences() {
        StringBuilder table = new StringBuilder("""

                ## What else fails

                These clauses store whatever the arbitraries make and compare all of it, or every outcome with a model. So they may fail for any fault: %s.

                An adapter that loses one race may lose others. Beside that, each of these adapters may fail clauses that are about something else:

                | broken adapter | may fail too | because |
                |---|---|---|
                """.formatted(Consequences.MEET_ANY_FAULT.stream()
                .sorted()
                .map(clause -> "`" + clause + "`")
                .collect(Collectors.joining(", "))));
        Consequences.all().forEach((adapter, consequences) -> {
            if (!consequences.others().isEmpty()) {
                table.append("| `" + lastOf(adapter) + "` | `" + String.join("`, `", consequences.others()) + "` | "
                        + consequences.why() + " |\n");
            }
        });
        return table.toString();
    }

    /** The name of a broken adapter without the test that it stands in. */
    private static String lastOf(String adapter) {
        return adapter.substring(adapter.indexOf('.') + 1);
    }

    private static String row(Clause clause, List<Proof> proofs) {
        return "| `" + clause.name() + "` | `" + clause.promise().of().getSimpleName() + "` | "
                + clause.promise().value() + " | "
                + proofs.stream()
                        .map(proof -> "`" + proof.brokenAdapter() + "`")
                        .distinct()
                        .collect(Collectors.joining(", "))
                + " | "
                + proofs.stream()
                        .map(proof -> "`" + proof.test() + "`")
                        .distinct()
                        .collect(Collectors.joining(", "))
                + " |\n";
    }

    static final class OfOneThatLooksUpByPattern implements UserRepositoryLookupContract {
        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.sandbox(new BrokenUserRepositories.LooksUpByPattern(), new ModelStorage.Keys());
        }
    }
}
