package io.keyholder.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.contract.user.UserRepositoryLookupContract;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.commons.support.AnnotationSupport;

/** No test of a contract hangs, whatever an adapter does. */
class EndsInTimeTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void everyContractHasADeadlineThatNoThreadCanIgnore() throws IOException {
        List<Class<?>> contracts = contracts();
        assertThat(contracts).hasSizeGreaterThan(35);
        assertThat(contracts)
                .allSatisfy(contract -> assertThat(AnnotationSupport.findAnnotation(contract, Timeout.class))
                        .hasValueSatisfying(deadline -> {
                            assertThat(deadline.threadMode()).isEqualTo(Timeout.ThreadMode.SEPARATE_THREAD);
                            assertThat(deadline.unit().toMinutes(deadline.value()))
                                    .isBetween(1L, 5L);
                        }));
    }

    @Test
    void aTestThatIgnoresInterruptionFailsAtItsDeadline() {
        ContractRun run = ContractRun.of(OfOneThatHangs.class);
        assertThat(run.failures()).isNotEmpty();
        assertThat(run.toString()).contains("timed out");
    }

    private static List<Class<?>> contracts() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Contract.java"))
                    .<Class<?>>map(EndsInTimeTest::typeOf)
                    .toList();
        }
    }

    private static Class<?> typeOf(Path source) {
        String path = SOURCES.relativize(source).toString();
        try {
            return Class.forName(path.replace(".java", "").replace('/', '.'));
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    /** Run by the test above alone; a slower or faster store replaces the deadline of the contract in the same way. */
    @Timeout(value = 1, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    static class OfOneThatHangs implements UserRepositoryLookupContract {
        private static final Semaphore RELEASED = new Semaphore(0);

        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.sandbox(
                    new ModelUserRepository() {
                        @Override
                        public synchronized Optional<User> findById(UserId id) {
                            RELEASED.acquireUninterruptibly();
                            return Optional.empty();
                        }
                    },
                    new ModelStorage.Keys());
        }

        @AfterAll
        static void release() {
            RELEASED.release(Integer.MAX_VALUE);
        }
    }
}
