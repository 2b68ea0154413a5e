package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.Credential;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.verification.store.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SECURITY cases 14 and 23: every kind of credential passes the same gate. Whether its user is admitted is checked for
 * each, over every status, deletion and expiration.
 */
class CredentialKindsTest {
    /** How a right credential of each kind is had of a user with password, second factor and tokens. */
    private static final Map<Class<? extends Credential>, Function<Presenter, Credential>> KINDS = Map.of(
            Credential.PasswordOnly.class,
            presenter -> new Credential.PasswordOnly(presenter.password()),
            Credential.PasswordAndCode.class,
            presenter -> new Credential.PasswordAndCode(presenter.password(), presenter.code()),
            Credential.CodeAfterPassword.class,
            presenter -> new Credential.CodeAfterPassword(presenter.ticket(), presenter.code()),
            Credential.Token.class,
            presenter -> new Credential.Token(presenter.token()),
            Credential.Invitation.class,
            presenter -> new Credential.Invitation(presenter.invitation()),
            Credential.TokenOfUser.class,
            presenter -> new Credential.TokenOfUser(presenter.shortCode()));

    /** Kinds of 256 random bits. */
    private static final Set<Class<? extends Credential>> UNGUESSABLE =
            Set.of(Credential.Token.class, Credential.Invitation.class);

    @Test
    void noKindIsForgottenHere() {
        assertThat(KINDS.keySet()).isEqualTo(Set.of(Credential.class.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void everyKindLetsInExactlyWhomItsLifeAdmits(TestStore store) {
        for (Class<? extends Credential> kind : KINDS.keySet()) {
            try (LoginBench bench = LoginBench.over(store)) {
                int number = 0;
                for (Lifecycle life : lives()) {
                    Presenter presenter = Presenter.of(bench, "user" + number++, kind);
                    Credential credential = KINDS.get(kind).apply(presenter);
                    bench.edit(presenter.id(), user -> user.withLifecycle(before -> life));
                    assertThat(present(presenter, credential).isAccepted())
                            .as("%s of a user with %s", kind.getSimpleName(), life)
                            .isEqualTo(admits(kind, life));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void noKindLetsInAUserFromWhomLoggingInIsRevoked(TestStore store) {
        for (Class<? extends Credential> kind : KINDS.keySet()) {
            try (LoginBench bench = LoginBench.over(store)) {
                Presenter presenter = Presenter.of(bench, "mary", kind);
                Credential credential = KINDS.get(kind).apply(presenter);
                bench.edit(
                        presenter.id(),
                        user -> user.withAuthorization(user.authorization()
                                .with(Permission.granting(PermissionType.ADMIN))
                                .with(Permission.revoking(PermissionType.AUTHENTICATE))));
                assertThat(LoginBench.outsideReason(present(presenter, credential)))
                        .as(kind.getSimpleName())
                        .contains(RefusalReason.AUTHENTICATION_REVOKED);
            }
        }
    }

    /** What is wrong and can be guessed counts; what cannot be guessed works whatever pause the wrong ones led to. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void noKindGetsAroundThePause(TestStore store) {
        for (Class<? extends Credential> kind : KINDS.keySet()) {
            try (LoginBench bench = LoginBench.over(store)) {
                Presenter presenter = Presenter.of(bench, "mary", kind);
                Credential right = KINDS.get(kind).apply(presenter);
                Credential wrong = wrong(right, presenter);
                for (int guess = 1; guess <= AttemptPolicy.PER_USER.freeAttempts(); guess++) {
                    assertThat(present(presenter, wrong).isAccepted()).isFalse();
                    assertThat(bench.state(presenter.id()).attempts().failures())
                            .as("guesses with %s", kind.getSimpleName())
                            .isEqualTo(UNGUESSABLE.contains(kind) ? 0 : guess);
                }
                IntStream.range(0, AttemptPolicy.PER_USER.freeAttempts())
                        .forEach(guess -> bench.withPassword("mary", LoginBench.WRONG));
                assertThat(present(presenter, right).isAccepted())
                        .as("a right %s during a pause", kind.getSimpleName())
                        .isEqualTo(UNGUESSABLE.contains(kind));
            }
        }
    }

    private static LogInResult present(Presenter presenter, Credential credential) {
        return presenter
                .bench()
                .logIn(new LogInRequest(
                        presenter.id().value(),
                        credential,
                        Optional.empty(),
                        ProofStrength.LONG_LIVED_TOKEN,
                        Optional.empty()));
    }

    /** The same with the part that one would guess replaced. */
    private static Credential wrong(Credential right, Presenter presenter) {
        if (right instanceof Credential.CodeAfterPassword step) {
            return new Credential.CodeAfterPassword(step.ticket(), presenter.wrongCode());
        }
        if (right instanceof Credential.PasswordAndCode both) {
            return new Credential.PasswordAndCode(both.password(), presenter.wrongCode());
        }
        if (right instanceof Credential.PasswordOnly) {
            return new Credential.PasswordOnly(Password.of(LoginBench.WRONG));
        }
        if (right instanceof Credential.TokenOfUser) {
            return new Credential.TokenOfUser(Password.of("000000x"));
        }
        Password forged = TokenValue.of(presenter.id(), "device", new byte[TokenValue.SECRET_SIZE_BYTES])
                .asPassword();
        return right instanceof Credential.Token ? new Credential.Token(forged) : new Credential.Invitation(forged);
    }

    /** What the domain says, but that an invitation is for those who are still registering, and for nobody else. */
    private static boolean admits(Class<? extends Credential> kind, Lifecycle life) {
        boolean registering = life.status().equals(Optional.of(UserStatus.REGISTERING));
        if (kind == Credential.Invitation.class) {
            return registering
                    && life.withStatus(UserStatus.ACTIVE).admissionAt(Presenter.PRESENTED) == Admission.ADMITTED;
        }
        return life.admissionAt(Presenter.PRESENTED) == Admission.ADMITTED;
    }

    /** Every status, or none, with every deletion and expiration. */
    private static List<Lifecycle> lives() {
        Instant now = Presenter.PRESENTED;
        List<Lifecycle> lives = new ArrayList<>();
        for (Optional<UserStatus> status : statuses()) {
            for (Optional<Instant> deleted : List.of(Optional.<Instant>empty(), Optional.of(now.plusSeconds(1)))) {
                for (Optional<Instant> end : List.of(
                        Optional.<Instant>empty(),
                        Optional.of(now.plusNanos(1)),
                        Optional.of(now),
                        Optional.of(now.minusNanos(1)))) {
                    lives.add(new Lifecycle(
                            status,
                            Optional.of(LoginBench.START),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            end,
                            deleted));
                }
            }
        }
        return lives;
    }

    private static List<Optional<UserStatus>> statuses() {
        List<Optional<UserStatus>> statuses = new ArrayList<>(List.of(Optional.empty()));
        for (UserStatus status : UserStatus.values()) {
            statuses.add(Optional.of(status));
        }
        return statuses;
    }

    /** A user that has everything it could prove itself with. */
    private record Presenter(LoginBench bench, UserId id, Optional<LoginBench.Device> device) {
        /** When credentials are presented: the same moment whatever was set up before. */
        static final Instant PRESENTED = LoginBench.START.plusSeconds(60);

        static Presenter of(LoginBench bench, String login, Class<? extends Credential> kind) {
            bench.clock.moveTo(LoginBench.START);
            User user = bench.user(login);
            boolean withCode = kind == Credential.PasswordAndCode.class || kind == Credential.CodeAfterPassword.class;
            Optional<LoginBench.Device> device =
                    withCode ? Optional.of(bench.secondFactor(user.id())) : Optional.empty();
            bench.clock.moveTo(PRESENTED);
            return new Presenter(bench, user.id(), device);
        }

        Password password() {
            return Password.of(LoginBench.PASSWORD);
        }

        String code() {
            return device.orElseThrow().authenticator().codeAt(PRESENTED);
        }

        String wrongCode() {
            return device.orElseThrow().authenticator().wrongCodeAt(PRESENTED);
        }

        LoginTicket ticket() {
            return bench.ticket(id.value());
        }

        Password token() {
            return bench.token(id, "device", TokenValidity.unlimited()).asPassword();
        }

        Password invitation() {
            return bench.invitation(id, "1", TokenValidity.unlimited()).asPassword();
        }

        Password shortCode() {
            return Password.of(bench.shortCode(id, "sms"));
        }
    }
}
