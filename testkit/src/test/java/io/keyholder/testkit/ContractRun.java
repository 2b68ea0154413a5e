package io.keyholder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What became of the tests of one class when JUnit ran it within a test. */
public final class ContractRun {
    private final Map<String, TestExecutionResult> resultByTest = new TreeMap<>();

    private ContractRun() {}

    /** Runs a class that implements a contract. */
    public static ContractRun of(Class<?> contractTest) {
        return of(contractTest, List.of(selectClass(contractTest)), Map.of());
    }

    /**
     * Runs the clauses of one contract and of all that it extends, among those that the class implements, with these
     * parameters of JUnit.
     */
    public static ContractRun of(Class<?> contractTest, Class<?> contract, Map<String, String> parameters) {
        return of(
                contractTest,
                Arrays.stream(contract.getMethods())
                        .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                        .map(clause -> selectMethod(contractTest, clause))
                        .toList(),
                parameters);
    }

    private static ContractRun of(
            Class<?> contractTest, List<? extends DiscoverySelector> selectors, Map<String, String> parameters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(parameters)
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter(LauncherConstants.OUTPUT_DIR_PROPERTY_NAME, "target/contract-runs")
                .build();
        ContractRun run = new ContractRun();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request, run.listener());
        assertThat(run.resultByTest).as("tests of %s", contractTest).isNotEmpty();
        return run;
    }

    /** The names of the tests that failed, in alphabetical order. */
    public List<String> failures() {
        return resultByTest.entrySet().stream()
                .filter(entry -> entry.getValue().getStatus() != Status.SUCCESSFUL)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names of all tests, in alphabetical order. */
    public List<String> tests() {
        return List.copyOf(resultByTest.keySet());
    }

    @Override
    public String toString() {
        return resultByTest.toString();
    }

    private TestExecutionListener listener() {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                    resultByTest.put(nameOf(test), result);
                }
            }
        };
    }

    private static String nameOf(TestIdentifier test) {
        return test.getDisplayName().replaceFirst("\\(.*", "");
    }
}
