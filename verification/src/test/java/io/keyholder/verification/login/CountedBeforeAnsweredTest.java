package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.verification.store.TestStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every guess is counted for good before its verdict is known: here the process dies after each answer, and takes back
 * what may be taken back.
 */
class CountedBeforeAnsweredTest {
    private static final int FREE = AttemptPolicy.PER_USER.freeAttempts();
    private static final String SOURCE = "203.0.113.7";
    private static final UserId MARY = new UserId("mary");

    /** What a stranger may guess at. */
    enum Guess {
        PASSWORD,
        PASSWORD_OF_AN_UNKNOWN_USER,
        PASSWORD_FROM_A_SOURCE,
        CODE_WITH_THE_PASSWORD,
        CODE_AFTER_THE_PASSWORD,
        TOKEN_OF_A_USER;

        boolean isOfACode() {
            return this == CODE_WITH_THE_PASSWORD || this == CODE_AFTER_THE_PASSWORD;
        }

        LogInResult at(LoginBench bench, String wrongCode) {
            return switch (this) {
                case PASSWORD -> bench.withPassword("mary", LoginBench.WRONG);
                case PASSWORD_OF_AN_UNKNOWN_USER -> bench.withPassword("john", LoginBench.WRONG);
                case PASSWORD_FROM_A_SOURCE -> fromTheSource(bench, "mary", LoginBench.WRONG);
                case CODE_WITH_THE_PASSWORD -> bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, wrongCode);
                case CODE_AFTER_THE_PASSWORD -> bench.withTicket(0, bench.ticket("mary"), wrongCode);
                case TOKEN_OF_A_USER -> bench.withTokenOfUser(0, "mary", "123456");
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Guess.class)
    void aGuessThatWasAnsweredStaysCountedWhenTheProcessDies(Guess guess) {
        MortalStates states = new MortalStates();
        try (LoginBench bench = LoginBench.over(states.sandbox(), LoginBench.standardPolicy())) {
            bench.user("mary");
            String wrongCode =
                    guess.isOfACode() ? bench.secondFactor(MARY).authenticator().wrongCodeAt(bench.now()) : "";
            for (int free = 0; free < FREE; free++) {
                assertThat(guess.at(bench, wrongCode)).isNotInstanceOf(LogInResult.Accepted.class);
                assertThat(bench.latestReason()).isNotEqualTo(RefusalReason.PAUSED);
                states.die();
            }
            assertThat(LoginBench.outsideReason(bench.withPassword(
                            guess == Guess.PASSWORD_OF_AN_UNKNOWN_USER ? "john" : "mary", LoginBench.WRONG)))
                    .contains(RefusalReason.PAUSED);
        }
    }

    @Test
    void guessesFromASourceStayCountedAtIt() {
        MortalStates states = new MortalStates();
        LoginPolicy policy = LoginBench.standardPolicy();
        try (LoginBench bench = LoginBench.over(states.sandbox(), policy)) {
            for (int user = 0; user < policy.perSource().freeAttempts(); user++) {
                bench.user("user" + user);
                fromTheSource(bench, "user" + user, LoginBench.WRONG);
                states.die();
            }
            bench.user("mary");
            assertThat(LoginBench.outsideReason(fromTheSource(bench, "mary", LoginBench.PASSWORD)))
                    .contains(RefusalReason.PAUSED);
        }
    }

    /** A right password leaves no charge behind, at the user or at its source. */
    @Test
    void aLoginIsNotCountedAsAGuess() {
        MortalStates states = new MortalStates();
        try (LoginBench bench = LoginBench.over(states.sandbox(), LoginBench.standardPolicy())) {
            bench.user("mary");
            for (int login = 0; login < 3 * FREE; login++) {
                assertThat(fromTheSource(bench, "mary", LoginBench.PASSWORD)).isInstanceOf(LogInResult.Accepted.class);
                states.die();
            }
            assertThat(bench.state(MARY).attempts().failures()).isZero();
            assertThat(bench.state(MARY).sessions().running()).isNotEmpty();
            assertThat(bench.store().loginStates().find(LoginStateKey.ofSource(SOURCE)))
                    .isEmpty();
        }
    }

    private static LogInResult fromTheSource(LoginBench bench, String login, String password) {
        try (Password plain = Password.of(password)) {
            return bench.logIn(LogInRequest.withPassword(login, plain).from(SOURCE));
        }
    }

    /** H2, with what it holds in memory alone. */
    private static final class MortalStates {
        private final Queue<LoginStateRepository.Provisional> made = new ConcurrentLinkedQueue<>();

        void die() {
            made.forEach(LoginStateRepository.Provisional::takeBack);
            made.clear();
        }

        StorageSandbox sandbox() {
            StorageSandbox h2 = TestStore.H2.newSandbox();
            return new StorageSandbox() {
                @Override
                public Storage open() {
                    return mortal(h2.open());
                }

                @Override
                public void close() {
                    h2.close();
                }
            };
        }

        private Storage mortal(Storage storage) {
            LoginStateRepository states = new Recorded(storage.loginStates(), made);
            return (Storage) Proxy.newProxyInstance(
                    Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                        try {
                            return method.getName().equals("loginStates") ? states : method.invoke(storage, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }

    /** Login states that take down every provisional change. */
    private record Recorded(LoginStateRepository states, Queue<Provisional> made) implements LoginStateRepository {
        @Override
        public Optional<Stored> find(LoginStateKey key) {
            return states.find(key);
        }

        @Override
        public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            return states.compareAndSet(key, expected, next);
        }

        @Override
        public Optional<Provisional> compareAndSetProvisionally(
                LoginStateKey key, Optional<Revision> expected, LoginState next) {
            Optional<Provisional> change = states.compareAndSetProvisionally(key, expected, next);
            change.ifPresent(made::add);
            return change;
        }

        @Override
        public void remove(LoginStateKey key) {
            states.remove(key);
        }

        @Override
        public long removeIdleSince(Instant moment) {
            return states.removeIdleSince(moment);
        }
    }
}
