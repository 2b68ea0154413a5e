package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.credential.Password;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SECURITY case 37: whole months of ordinary typing errors, played with a clock that is moved. */
class ThrottleSimulationTest {
    private static final int USERS = 120;
    private static final int DAYS = 30;
    private static final int LOGINS_A_DAY = 600;
    private static final String HOSPITAL = "192.0.2.1";

    @Test
    void aHospitalBehindOneAddressNeverHasARightPasswordRefused() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            IntStream.range(0, USERS).forEach(number -> bench.user("nurse" + number));
            Random typing = new Random(37);
            int refused = 0;
            for (int login = 0; login < DAYS * LOGINS_A_DAY; login++) {
                String nurse = "nurse" + typing.nextInt(USERS);
                bench.clock.move(Duration.ofDays(1).dividedBy(LOGINS_A_DAY));
                if (typing.nextInt(100) == 0) {
                    fromHospital(bench, nurse, LoginBench.WRONG);
                }
                refused += fromHospital(bench, nurse, LoginBench.PASSWORD).isAccepted() ? 0 : 1;
            }
            assertThat(refused).isZero();
        }
    }

    private static LogInResult fromHospital(LoginBench bench, String login, String password) {
        try (Password plain = Password.of(password)) {
            return bench.logIn(LogInRequest.withPassword(login, plain).from(HOSPITAL));
        }
    }
}
