package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.application.login.HashingLoad;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observation.Admission;
import io.keyholder.ports.observation.Observation.HashWork;
import io.keyholder.ports.observation.Observation.LoginOutcome;
import io.keyholder.ports.observation.Observation.PresentedCredential;
import io.keyholder.ports.observation.Observation.StoreOutcome;
import io.keyholder.ports.observation.Observation.StorePort;
import io.keyholder.ports.observation.Observer;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObserverTest {
    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private final Keyholder keyholder = observedBy(seen::add);
    private final User ada = user(keyholder);

    @Test
    void eachLoginIsObservedOnceWithItsOutcome() {
        seen.clear();
        logIn(keyholder, Fixture.SECRET);
        logIn(keyholder, "wrong");
        assertThat(logins())
                .containsExactly(
                        login(PresentedCredential.PASSWORD, LoginOutcome.ACCEPTED, Optional.empty()),
                        login(
                                PresentedCredential.PASSWORD,
                                LoginOutcome.REFUSED,
                                Optional.of(RefusalReason.WRONG_CREDENTIAL)));
    }

    @Test
    void anUnknownUserLooksLikeAWrongPassword() {
        seen.clear();
        try (Password password = Fixture.password()) {
            keyholder.logIn("nobody", password);
        }
        assertThat(logins())
                .containsExactly(login(
                        PresentedCredential.PASSWORD,
                        LoginOutcome.REFUSED,
                        Optional.of(RefusalReason.WRONG_CREDENTIAL)));
    }

    @Test
    void everyKindOfCredentialHasItsName() {
        String token = keyholder
                .tokens()
                .create(
                        Actor.host(),
                        ada.id(),
                        "phone",
                        new TokenValidity.Limited(Duration.ofHours(1)),
                        TokenScope.unrestricted())
                .orThrow()
                .value()
                .reveal();
        Actor.LoggedIn actor = ((LogInResult.Accepted) logIn(keyholder, Fixture.SECRET)).actor();
        seen.clear();
        try (Password password = Password.of(token)) {
            keyholder.logIn(LogInRequest.withToken(password));
            keyholder.logIn(LogInRequest.withInvitation(password));
            keyholder.logIn(LogInRequest.withTokenOfUser("ada", password));
            keyholder.logIn(LogInRequest.withPasswordAndCode("ada", password, "123456"));
        }
        keyholder.sessions().stepUp(actor, "123456");
        assertThat(logins().stream().map(Observation.LoginJudged::credential))
                .containsExactly(
                        PresentedCredential.TOKEN,
                        PresentedCredential.INVITATION,
                        PresentedCredential.TOKEN_OF_USER,
                        PresentedCredential.PASSWORD_AND_CODE,
                        PresentedCredential.STEP_UP);
    }

    @Test
    void hashesAndTurnsAreObserved() {
        seen.clear();
        logIn(keyholder, Fixture.SECRET);
        assertThat(seen.stream()
                        .filter(Observation.PasswordHashed.class::isInstance)
                        .map(hashed -> ((Observation.PasswordHashed) hashed).work()))
                .containsExactly(HashWork.VERIFY);
        assertThat(seen.stream()
                        .filter(Observation.HashingAdmitted.class::isInstance)
                        .map(turn -> ((Observation.HashingAdmitted) turn).outcome()))
                .containsExactly(Admission.AT_ONCE);
        assertThat(keyholder.hashingLoad()).isEqualTo(new HashingLoad(0, 0));
        seen.clear();
        user(keyholder, "bob");
        assertThat(seen.stream()
                        .filter(Observation.PasswordHashed.class::isInstance)
                        .map(hashed -> ((Observation.PasswordHashed) hashed).work()))
                .containsExactly(HashWork.HASH);
    }

    @Test
    void aBusyHostIsObserved() {
        seen.clear();
        Thread.currentThread().interrupt();
        assertThat(logIn(keyholder, Fixture.SECRET)).isInstanceOf(LogInResult.Busy.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(logins()).containsExactly(login(PresentedCredential.PASSWORD, LoginOutcome.BUSY, Optional.empty()));
        assertThat(seen.stream()
                        .filter(Observation.HashingAdmitted.class::isInstance)
                        .map(turn -> ((Observation.HashingAdmitted) turn).outcome()))
                .containsExactly(Admission.TURNED_AWAY);
    }

    @Test
    void callsOfTheStoreAreObservedByPort() {
        seen.clear();
        logIn(keyholder, Fixture.SECRET);
        assertThat(storeCalls().stream().map(Observation.StoreCalled::port))
                .contains(StorePort.USERS, StorePort.LOGIN_STATES);
        assertThat(storeCalls()).allMatch(call -> call.outcome() == StoreOutcome.ANSWERED);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new StoreUnavailableException("no reply", null), StoreOutcome.UNAVAILABLE),
                Arguments.of(new StoreException("damaged", null), StoreOutcome.FAILED),
                Arguments.of(new IllegalStateException("a bug"), StoreOutcome.FAILED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aBrokenStoreIsObservedAsAFailure(RuntimeException failure, StoreOutcome outcome) {
        Keyholder host = observedBy(seen::add, new BrokenStorage(failure));
        seen.clear();
        assertThatThrownBy(() -> logIn(host, Fixture.SECRET)).isSameAs(failure);
        assertThat(logins())
                .containsExactly(login(PresentedCredential.PASSWORD, LoginOutcome.FAILED, Optional.empty()));
        assertThat(storeCalls().stream().map(call -> call.port() + " " + call.outcome()))
                .containsExactly("USERS " + outcome);
    }

    static Stream<Observer> brokenObservers() {
        return Stream.of(
                observation -> {
                    throw new IllegalStateException("broken");
                },
                observation -> {
                    throw new NoClassDefFoundError("missing");
                },
                observation -> {
                    throw new AssertionError("wrong");
                },
                observation -> ObserverTest.<RuntimeException>sneak(new Exception("checked")));
    }

    @ParameterizedTest
    @MethodSource("brokenObservers")
    void anObserverThatThrowsChangesNothing(Observer broken) {
        Keyholder host = observedBy(broken);
        user(host);
        assertThat(logIn(host, Fixture.SECRET)).isInstanceOf(LogInResult.Accepted.class);
        assertThat(logIn(host, "wrong")).isInstanceOf(LogInResult.Refused.class);
        assertThat(host.hashingLoad()).isEqualTo(new HashingLoad(0, 0));
    }

    /** The queue has one place, so a turn that were lost would make every later login busy. */
    @Test
    void anErrorOfAnObserverReturnsTheTurn() {
        Keyholder host = observedBy(observation -> {
            if (observation instanceof Observation.HashingAdmitted) {
                throw new StackOverflowError();
            }
        });
        assertThatThrownBy(() -> logIn(host, Fixture.SECRET)).isInstanceOf(StackOverflowError.class);
        assertThat(host.hashingLoad()).isEqualTo(new HashingLoad(0, 0));
    }

    private List<Observation.LoginJudged> logins() {
        return seen.stream()
                .filter(Observation.LoginJudged.class::isInstance)
                .map(Observation.LoginJudged.class::cast)
                .map(judged -> login(judged.credential(), judged.outcome(), judged.reason()))
                .toList();
    }

    private List<Observation.StoreCalled> storeCalls() {
        return seen.stream()
                .filter(Observation.StoreCalled.class::isInstance)
                .map(Observation.StoreCalled.class::cast)
                .toList();
    }

    private static Observation.LoginJudged login(
            PresentedCredential credential, LoginOutcome outcome, Optional<RefusalReason> reason) {
        return new Observation.LoginJudged(credential, outcome, reason, Duration.ZERO);
    }

    private static LogInResult logIn(Keyholder keyholder, String text) {
        try (Password password = Password.of(text)) {
            return keyholder.logIn("ada", password);
        }
    }

    private static User user(Keyholder keyholder) {
        return user(keyholder, "ada");
    }

    private static User user(Keyholder keyholder, String login) {
        try (Password password = Fixture.password()) {
            return keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(LoginIdentifiers.login(login)).withPassword(password))
                    .orThrow()
                    .user();
        }
    }

    private static Keyholder observedBy(Observer observer) {
        return observedBy(observer, new TableStorage());
    }

    private static Keyholder observedBy(Observer observer, Storage storage) {
        return Keyholder.open(
                storage,
                new TransparentCrypto(),
                KeyholderOptions.of(Clock.fixed(Fixture.NOW, ZoneOffset.UTC))
                        .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                        .withLoginPolicy(
                                LoginPolicy.standard().withHashing(new HashingLimit(1, 1, Duration.ofSeconds(10))))
                        .withObserver(observer));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception checked) throws E {
        throw (E) checked;
    }

    /** A store whose users cannot be read. */
    private static final class BrokenStorage implements Storage {
        private final TableStorage healthy = new TableStorage();
        private final UserRepository users;

        BrokenStorage(RuntimeException failure) {
            users = (UserRepository) Proxy.newProxyInstance(
                    ObserverTest.class.getClassLoader(),
                    new Class<?>[] {UserRepository.class},
                    (proxy, method, arguments) -> {
                        throw failure;
                    });
        }

        @Override
        public UserRepository users() {
            return users;
        }

        @Override
        public LoginStateRepository loginStates() {
            return healthy.loginStates();
        }

        @Override
        public InvitationRepository invitations() {
            return healthy.invitations();
        }

        @Override
        public UserEventLog userEvents() {
            return healthy.userEvents();
        }

        @Override
        public PublicKeyDirectory publicKeys() {
            return healthy.publicKeys();
        }

        @Override
        public void close() {
            healthy.close();
        }
    }
}
