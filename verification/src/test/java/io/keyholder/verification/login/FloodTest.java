package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SECURITY case 39: a flood from one source takes the hashing of nobody else. */
class FloodTest {
    private static final int FLOOD = 70;
    private static final int OTHERS = 12;
    private static final LoginPolicy POLICY =
            LoginPolicy.standard().withHashing(new HashingLimit(1, 32, Duration.ofMinutes(5)));

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final HeldHasher hasher = new HeldHasher();

    @AfterEach
    void letAllGo() {
        hasher.hold.countDown();
        callers.shutdownNow();
    }

    @Test
    void aSourceThatIsPausedCostsNoHashAndWaitsForNone() throws Exception {
        try (LoginBench bench = LoginBench.over(TestStore.MAP, POLICY)) {
            IntStream.range(0, AttemptPolicy.PER_SOURCE.freeAttempts())
                    .forEach(guess -> logIn(bench.host(), "user" + guess, LoginBench.WRONG, "192.0.2.1"));
            bench.user("mary");
            LoginUseCases held = heldHost(bench);
            Future<LogInResult> other = callers.submit(() -> logIn(held, "mary", LoginBench.PASSWORD, "192.0.2.2"));
            hasher.started.await();
            for (String login : List.of("mary", "nobody", "")) {
                assertThat(reason(logIn(held, login, LoginBench.WRONG, "192.0.2.1")))
                        .contains(RefusalReason.PAUSED);
            }
            hasher.hold.countDown();
            assertThat(other.get().isAccepted()).isTrue();
            assertThat(bench.hasher.verifications()).isEqualTo(AttemptPolicy.PER_SOURCE.freeAttempts());
        }
    }

    /** The whole flood is there before the others come. */
    @Test
    void aSourceThatFloodsMakesNobodyElseBusy() throws Exception {
        try (LoginBench bench = LoginBench.over(TestStore.MAP, POLICY)) {
            IntStream.range(0, OTHERS).forEach(number -> bench.user("user" + number));
            LoginUseCases held = heldHost(bench);
            List<Future<LogInResult>> flood = IntStream.range(0, FLOOD)
                    .mapToObj(
                            guess -> callers.submit(() -> logIn(held, "victim" + guess, LoginBench.WRONG, "192.0.2.1")))
                    .toList();
            awaitBusy(
                    flood,
                    FLOOD - POLICY.hashing().parallel() - POLICY.hashing().waiting());
            List<Future<LogInResult>> others = IntStream.range(0, OTHERS)
                    .mapToObj(number -> callers.submit(
                            () -> logIn(held, "user" + number, LoginBench.PASSWORD, "198.51.100." + number)))
                    .toList();
            awaitBusy(
                    flood,
                    FLOOD - POLICY.hashing().parallel() - POLICY.hashing().waiting() + OTHERS);
            hasher.hold.countDown();
            for (Future<LogInResult> other : others) {
                assertThat(other.get()).isInstanceOf(LogInResult.Accepted.class);
            }
        }
    }

    private LoginUseCases heldHost(LoginBench bench) {
        return bench.hostWith(ports -> new LoginPorts(
                ports.users(),
                ports.states(),
                hasher,
                ports.tokenHasher(),
                ports.oneTimePassword(),
                ports.sealer(),
                ports.secrets(),
                ports.audit(),
                ports.clock()));
    }

    private static void awaitBusy(List<Future<LogInResult>> flood, int busy) {
        while (flood.stream().filter(Future::isDone).count() < busy) {
            Thread.onSpinWait();
        }
    }

    private static LogInResult logIn(LoginUseCases host, String login, String password, String source) {
        try (Password plain = Password.of(password)) {
            return host.gate().logIn(LogInRequest.withPassword(login, plain).from(source));
        }
    }

    private static Optional<RefusalReason> reason(LogInResult result) {
        return LoginBench.outsideReason(result);
    }

    /** Hashes when it is let go. */
    private static final class HeldHasher implements PasswordHasher {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch hold = new CountDownLatch(1);
        private final QuickHasher quick = new QuickHasher();

        @Override
        public PasswordHash hash(Password password) {
            return quick.hash(password);
        }

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            started.countDown();
            try {
                hold.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return quick.verify(password, stored);
        }
    }
}
