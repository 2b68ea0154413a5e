package io.keyholder.testkit.contract.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Each of these stores fails the clauses that are about its fault and no other of the whole contract of that port,
 * apart from those that {@link Consequences} names with the reason.
 */
class StoreFaultTest {
    private static final String FAULT = "keyholder.fault";

    /** A race need not be lost each time. */
    private static final int MOST_RACES = 5;

    static Stream<StoreFault> faults() {
        return StoreFault.all().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failsItsClausesAndNoOther(StoreFault fault) {
        Consequences consequences = Consequences.all().getOrDefault(fault.name(), Consequences.NONE);
        ContractRun run = run(fault);
        for (int again = 0; again < MOST_RACES && !run.failures().containsAll(fault.clauses()); again++) {
            if (fault.clauses().stream().noneMatch(Consequences::isRace)) {
                break;
            }
            run = run(fault);
        }
        assertThat(run.failures()).as("failures of %s", fault).containsAll(fault.clauses());
        assertThat(run.failures())
                .as("what fails too")
                .filteredOn(clause -> !fault.clauses().contains(clause))
                .filteredOn(clause -> !consequences.allows(clause, fault.clauses()))
                .isEmpty();
    }

    private static ContractRun run(StoreFault fault) {
        return ContractRun.of(Trial.class, TrialFaults.portOf(fault.contract()), Map.of(FAULT, fault.name()));
    }

    @Test
    void eachClauseOfAStoreIsAboutTheFaultOfOne() {
        Set<String> about = faults().flatMap(fault -> fault.clauses().stream()).collect(Collectors.toSet());
        assertThat(TrialFaults.ports())
                .flatExtracting(port -> Arrays.stream(port.getMethods())
                        .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                        .map(Method::getName)
                        .toList())
                .hasSizeGreaterThan(150)
                .isSubsetOf(about);
    }

    @Test
    void eachConsequenceIsOfAnAdapterAndHasAReason() {
        assertThat(faults().map(StoreFault::name))
                .containsAll(Consequences.all().keySet());
        assertThat(Consequences.all().values())
                .allMatch(consequences ->
                        consequences.others().isEmpty() == consequences.why().isEmpty());
    }

    @Test
    void eachHasANameOfItsOwn() {
        assertThat(faults().map(StoreFault::name)).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    }

    /** Run within the tests above. */
    @ExtendWith(FaultResolver.class)
    static final class Trial implements StorageContract {
        private final StoreFault fault;

        Trial(StoreFault fault) {
            this.fault = fault;
        }

        @Override
        public StorageSandbox newSandbox() {
            return fault.sandboxes().get();
        }
    }

    /** Finds the fault by its name. */
    static final class FaultResolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == StoreFault.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(FAULT).orElseThrow();
            return faults().filter(fault -> fault.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
