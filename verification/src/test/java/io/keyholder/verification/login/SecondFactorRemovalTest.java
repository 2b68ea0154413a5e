package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.User;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.failing.FailingStorage;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies while it removes a second factor locks nobody out, and lets nobody in who strips one. */
class SecondFactorRemovalTest {
    private static final int MOST_STEPS = 20;

    @ParameterizedTest
    @EnumSource
    void locksNobodyOutWhereverItDies(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            assertLocksNobodyOut(bench, "before", FailingStorage::dieBefore);
            assertLocksNobodyOut(bench, "after", FailingStorage::dieAfter);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesAStrippedFactorAfterARemovalThatDied(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            UserId mary = bench.user("mary").id();
            LoginBench.Device device = bench.secondFactor(mary);
            int step = 1;
            while (bench.state(mary).secondFactorRemoval().isEmpty()) {
                removeDying(bench, mary, FailingStorage::dieAfter, step);
                step++;
            }
            assertThat(factorOf(bench, mary)).isInstanceOf(SecondFactor.On.class);
            String code = device.authenticator().codeAt(bench.now());
            assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code)
                            .isAccepted())
                    .isTrue();

            bench.edit(mary, SecondFactorRemovalTest::stripped);

            assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted())
                    .isFalse();
            assertThat(bench.latestReason()).isEqualTo(RefusalReason.SECOND_FACTOR_UNUSABLE);
        }
    }

    private static void assertLocksNobodyOut(LoginBench bench, String when, ObjIntConsumer<FailingStorage> death) {
        boolean survived = false;
        for (int step = 1; !survived; step++) {
            assertThat(step).as("steps of a removal").isLessThan(MOST_STEPS);
            String login = when + "-" + step;
            UserId id = bench.user(login).id();
            LoginBench.Device device = bench.secondFactor(id);
            survived = removeDying(bench, id, death, step);

            assertThat(getsIn(bench, login, device))
                    .as("%s step %d", when, step)
                    .isTrue();

            bench.clock.move(Duration.ofSeconds(60));
            assertThat(bench.host(1).secondFactors().remove(Actor.host(), id))
                    .isInstanceOf(SecondFactorResult.Removed.class);
            assertThat(bench.withPassword(login, LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            assertThat(bench.state(id).secondFactorConfirmed()).isEmpty();
            assertThat(bench.state(id).secondFactorRemoval()).isEmpty();
            assertThat(bench.host(1).secondFactors().enrol(Actor.host(), id, "Practice"))
                    .isInstanceOf(SecondFactorResult.Enrolled.class);
        }
    }

    /** With the password alone where the factor is off, else with the code as before. */
    private static boolean getsIn(LoginBench bench, String login, LoginBench.Device device) {
        LogInResult result = bench.withPassword(login, LoginBench.PASSWORD);
        return result.isAccepted()
                || (result instanceof LogInResult.CodeNeeded needed
                        && bench.withTicket(
                                        1,
                                        needed.ticket(),
                                        device.authenticator().codeAt(bench.now()))
                                .isAccepted());
    }

    /** Whether the process lived to the end. */
    private static boolean removeDying(LoginBench bench, UserId id, ObjIntConsumer<FailingStorage> death, int step) {
        FailingStorage dying = FailingStorage.over(bench.store());
        LoginUseCases host = LoginUseCases.over(
                bench.ports(dying), LoginBench.standardPolicy(), PasswordRules.standard(PasswordBlocklist.EMPTY));
        death.accept(dying, step);
        try {
            host.secondFactors().remove(Actor.host(), id);
            return true;
        } catch (StoreException died) {
            return false;
        }
    }

    private static SecondFactor factorOf(LoginBench bench, UserId id) {
        return bench.current(id).credentials().secondFactor();
    }

    private static User stripped(User user) {
        return user.withCredentials(user.credentials().withSecondFactor(SecondFactor.off()));
    }
}
