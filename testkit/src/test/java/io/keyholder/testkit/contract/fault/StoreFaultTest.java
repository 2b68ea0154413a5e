package io.keyholder.testkit.contract.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of these stores fails the clause that is about its fault, and no other of that contract. */
class StoreFaultTest {
    private static final String FAULT = "keyholder.fault";

    static Stream<StoreFault> faults() {
        return StoreFault.all().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failsItsClausesAndNoOther(StoreFault fault) {
        ContractRun run = ContractRun.of(Trial.class, fault.contract(), Map.of(FAULT, fault.name()));
        assertThat(run.failures()).as("failures of %s", run).containsExactlyInAnyOrderElementsOf(fault.clauses());
    }

    @Test
    void eachHasANameOfItsOwn() {
        assertThat(faults().map(StoreFault::name)).hasSizeGreaterThan(90).doesNotHaveDuplicates();
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
