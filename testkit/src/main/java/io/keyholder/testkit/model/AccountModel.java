package io.keyholder.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.access.Answer;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.testkit.sample.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * A model of one account, played over any store and any cryptography: passwords, a second factor, recovery codes,
 * tokens and sessions come and go in random order, with restarts in between. For one life; not thread-safe.
 *
 * <p>The laws: a credential lets the user in exactly while it is right and the user may get in; no code and no recovery
 * code counts twice; no token works that was revoked or has ended; no login goes on after the password changed or while
 * the user is kept out. Wrong attempts may be followed by a pause, in which the right credential is refused too.
 */
public final class AccountModel {
    private static final UserId MARY = new UserId("mary");
    private static final String LOGIN = "mary";
    private static final int SHORTEST_LIFE = 10;
    private static final int LONGEST_LIFE = 60;
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(7);
    private static final List<String> PASSWORDS = List.of(
            "lamp ferry walnut 17", "river quilt lantern 23", "harbour violin cedar 41", "meadow copper anchor 59");
    private static final String WRONG_PASSWORD = "stone meadow ladder 31";

    private final Supplier<Storage> store;
    private final Supplier<Crypto> crypto;
    private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final List<Login> logins = new ArrayList<>();
    private List<String> recoveryCodes = List.of();
    private Optional<String> usedRecoveryCode = Optional.empty();
    private Optional<Authenticator> authenticator = Optional.empty();
    private Factor factor = Factor.OFF;
    private int password;
    private boolean disabled;
    private boolean deleted;
    private Optional<Instant> end = Optional.empty();
    private boolean mayBePaused;

    private AccountModel(Supplier<Storage> store, Supplier<Crypto> crypto) {
        this.store = store;
        this.crypto = crypto;
    }

    private enum Factor {
        OFF,
        PENDING,
        ON
    }

    private record Token(String value, Instant created, boolean isRevoked) {
        boolean works(Instant now) {
            return !isRevoked && now.isBefore(created.plus(TOKEN_LIFE));
        }
    }

    /** A login by password, and which password it was. */
    private record Login(Actor.LoggedIn actor, int password) {}

    /** What happens to the account. */
    public enum Deed {
        /** Logs in by the password, and by a code where one is asked for. */
        LOG_IN,
        /** Logs in by password and code at once. */
        LOG_IN_WITH_CODE,
        /** Logs in by password and code, and then by the same code again at once. */
        REUSE_CODE,
        /** Logs in by password and a recovery code. */
        LOG_IN_WITH_RECOVERY_CODE,
        /** Presents the recovery code that was used last once more. */
        REUSE_RECOVERY_CODE,
        /** Presents a wrong password. */
        GUESS,
        /** Presents the password before this one. */
        LOG_IN_WITH_OLD_PASSWORD,
        /** The user changes its password. */
        CHANGE_PASSWORD,
        /** An administrator gives another password. */
        RESET_PASSWORD,
        /** Gets a secret for an authenticator. */
        ENROL,
        /** Turns the second factor on. */
        CONFIRM,
        /** Takes the second factor away. */
        REMOVE_SECOND_FACTOR,
        /** Makes a token of seven minutes. */
        CREATE_TOKEN,
        /** Presents each token that was ever made. */
        PRESENT_TOKENS,
        /** Revokes the oldest token that works. */
        REVOKE_TOKEN,
        /** Asks of each login by password whether it goes on. */
        CHECK_LOGINS,
        /** Keeps the user out. */
        DISABLE,
        /** Lets the user in again. */
        ENABLE,
        /** Lets the user expire in three minutes. */
        EXPIRE,
        /** Takes the expiration away. */
        LAST,
        /** Deletes softly. */
        DELETE,
        /** Takes the deletion back. */
        UNDELETE,
        /** Lets a day pass, after which no pause runs. */
        WAIT,
        /** Closes the store and opens it again. */
        RESTART
    }

    /** Lives of 10 to 60 steps. */
    public static Arbitrary<List<Deed>> lives() {
        return Arbitraries.of(Deed.class).list().ofMinSize(SHORTEST_LIFE).ofMaxSize(LONGEST_LIFE);
    }

    /**
     * Plays a life over an empty store.
     *
     * @param store opens the store, for the first time and after each restart; {@link Keyholder} closes what it gives
     * @param crypto gives the cryptography of each opening
     * @throws AssertionError when a law is broken
     */
    public static void play(Supplier<Storage> store, Supplier<Crypto> crypto, List<Deed> life) {
        new AccountModel(store, crypto).play(life);
    }

    private void play(List<Deed> life) {
        Keyholder keyholder = open();
        try {
            try (Password first = Password.of(PASSWORDS.get(0))) {
                NewUser mary =
                        NewUser.of(LoginIdentifiers.login(LOGIN)).withId(MARY).withPassword(first);
                assertThat(keyholder.users().create(Actor.host(), mary)).isInstanceOf(CreateResult.Created.class);
            }
            for (Deed deed : life) {
                if (deed == Deed.RESTART) {
                    keyholder.close();
                    keyholder = open();
                } else {
                    happen(keyholder, deed);
                }
                clock.move(STEP);
            }
        } finally {
            keyholder.close();
        }
    }

    private void happen(Keyholder keyholder, Deed deed) {
        switch (deed) {
            case LOG_IN -> logIn(keyholder);
            case LOG_IN_WITH_CODE -> logInWithCode(keyholder, currentCode(), true);
            case REUSE_CODE -> {
                logInWithCode(keyholder, currentCode(), true);
                logInWithCode(keyholder, currentCode(), false);
            }
            case LOG_IN_WITH_RECOVERY_CODE -> logInWithRecoveryCode(keyholder);
            case REUSE_RECOVERY_CODE -> usedRecoveryCode.ifPresent(code -> logInWithCode(keyholder, code, false));
            case GUESS -> mustNotGetIn(keyholder, WRONG_PASSWORD);
            case LOG_IN_WITH_OLD_PASSWORD -> mustNotGetIn(keyholder, passwordOf(password + PASSWORDS.size() - 1));
            case CHANGE_PASSWORD -> changePassword(keyholder);
            case RESET_PASSWORD -> resetPassword(keyholder);
            case ENROL -> enrol(keyholder);
            case CONFIRM -> confirm(keyholder);
            case REMOVE_SECOND_FACTOR -> removeSecondFactor(keyholder);
            case CREATE_TOKEN -> createToken(keyholder);
            case PRESENT_TOKENS -> tokens.values().forEach(token -> present(keyholder, token));
            case REVOKE_TOKEN -> revokeToken(keyholder);
            case CHECK_LOGINS -> logins.forEach(login -> check(keyholder, login));
            case WAIT -> waitForADay();
            default -> live(keyholder, deed);
        }
    }

    private void live(Keyholder keyholder, Deed deed) {
        switch (deed) {
            case DISABLE -> {
                keyholder.users().disable(Actor.host(), MARY);
                disabled = true;
            }
            case ENABLE -> {
                keyholder.users().enable(Actor.host(), MARY);
                disabled = false;
            }
            case EXPIRE -> expire(keyholder, Optional.of(clock.instant().plus(STEP.multipliedBy(3))));
            case LAST -> expire(keyholder, Optional.empty());
            case DELETE -> {
                keyholder.users().softDelete(Actor.host(), MARY);
                deleted = true;
            }
            case UNDELETE -> {
                keyholder.users().undelete(Actor.host(), MARY);
                deleted = false;
            }
            default -> throw new AssertionError("no deed of a life: " + deed);
        }
    }

    private void expire(Keyholder keyholder, Optional<Instant> when) {
        keyholder.users().setExpiration(Actor.host(), MARY, when);
        end = when;
    }

    private void logIn(Keyholder keyholder) {
        LogInResult result =
                presented(keyholder, passwordOf(password), plain -> LogInRequest.withPassword(LOGIN, plain));
        if (factor != Factor.ON) {
            expect("the password", result, isAdmitted());
            noteLogin(result);
            return;
        }
        assertThat(result.isAccepted()).as("in without the second factor").isFalse();
        assertThat(result instanceof LogInResult.CodeNeeded && !isAdmitted())
                .as("asked for a code though kept out")
                .isFalse();
        if (result instanceof LogInResult.CodeNeeded needed) {
            LogInResult second = keyholder.logIn(LogInRequest.withCode(needed.ticket(), currentCode()));
            expect("the code after the password", second, true);
            noteLogin(second);
        } else if (!mayBePaused) {
            assertThat(isAdmitted()).as("no code was asked for").isFalse();
        }
    }

    private void logInWithCode(Keyholder keyholder, String code, boolean isRight) {
        LogInResult result = presented(
                keyholder, passwordOf(password), plain -> LogInRequest.withPasswordAndCode(LOGIN, plain, code));
        expect(isRight ? "password and code" : "a used code", result, isAdmitted() && (isRight || factor != Factor.ON));
        noteLogin(result);
        mayBePaused |= factor == Factor.ON && !isRight;
    }

    private void logInWithRecoveryCode(Keyholder keyholder) {
        if (factor == Factor.ON && !recoveryCodes.isEmpty()) {
            String code = recoveryCodes.get(0);
            LogInResult result = presented(
                    keyholder, passwordOf(password), plain -> LogInRequest.withPasswordAndCode(LOGIN, plain, code));
            expect("a recovery code", result, isAdmitted());
            if (result.isAccepted()) {
                recoveryCodes = recoveryCodes.subList(1, recoveryCodes.size());
                usedRecoveryCode = Optional.of(code);
            }
            noteLogin(result);
        }
    }

    private void mustNotGetIn(Keyholder keyholder, String wrong) {
        LogInResult result = presented(keyholder, wrong, plain -> LogInRequest.withPassword(LOGIN, plain));
        assertThat(result.isAccepted()).as("in by a wrong password").isFalse();
        assertThat(result).as("a wrong password").isNotInstanceOf(LogInResult.CodeNeeded.class);
        mayBePaused = true;
    }

    private void changePassword(Keyholder keyholder) {
        try (Password old = Password.of(passwordOf(password));
                Password fresh = Password.of(passwordOf(password + 1))) {
            PasswordChangeResult result =
                    keyholder.passwords().change(Actor.host(), MARY, old, fresh, TokensAfterwards.REVOKED);
            assertThat(result instanceof PasswordChangeResult.Changed)
                    .as("password changed: %s", result)
                    .isEqualTo(isAdmitted());
            if (isAdmitted()) {
                notePasswordChange();
            }
        }
    }

    private void resetPassword(Keyholder keyholder) {
        try (Password fresh = Password.of(passwordOf(password + 1))) {
            assertThat(keyholder.passwords().reset(Actor.host(), MARY, fresh, TokensAfterwards.REVOKED))
                    .isInstanceOf(PasswordChangeResult.Changed.class);
            notePasswordChange();
        }
    }

    private void notePasswordChange() {
        password++;
        factor = factor == Factor.PENDING ? Factor.OFF : factor;
        tokens.replaceAll((name, token) -> new Token(token.value(), token.created(), true));
    }

    private void enrol(Keyholder keyholder) {
        SecondFactorResult result = keyholder.secondFactors().enrol(Actor.host(), MARY, "Practice");
        assertThat(result instanceof SecondFactorResult.Enrolled)
                .as("enrolled: %s", result)
                .isEqualTo(factor != Factor.ON);
        if (result instanceof SecondFactorResult.Enrolled enrolled) {
            authenticator = Optional.of(Authenticator.typed(enrolled.typedSecret()));
            factor = Factor.PENDING;
        }
    }

    private void confirm(Keyholder keyholder) {
        SecondFactorResult result = keyholder.secondFactors().confirm(Actor.host(), MARY, currentCode());
        assertThat(result instanceof SecondFactorResult.Confirmed)
                .as("confirmed: %s", result)
                .isEqualTo(factor == Factor.PENDING);
        if (result instanceof SecondFactorResult.Confirmed confirmed) {
            factor = Factor.ON;
            recoveryCodes = confirmed.recoveryCodes();
            usedRecoveryCode = Optional.empty();
        }
    }

    private void removeSecondFactor(Keyholder keyholder) {
        assertThat(keyholder.secondFactors().remove(Actor.host(), MARY)).isInstanceOf(SecondFactorResult.Removed.class);
        factor = Factor.OFF;
        recoveryCodes = List.of();
        usedRecoveryCode = Optional.empty();
    }

    private void createToken(Keyholder keyholder) {
        String name = "token " + tokens.size();
        TokenCreation result = keyholder
                .tokens()
                .create(
                        Actor.host(),
                        MARY,
                        name,
                        TokenValidity.seconds(TOKEN_LIFE.toSeconds()),
                        TokenScope.unrestricted());
        assertThat(result).isInstanceOf(TokenCreation.Created.class);
        tokens.put(name, new Token(((TokenCreation.Created) result).value().reveal(), clock.instant(), false));
    }

    private void present(Keyholder keyholder, Token token) {
        LogInResult result = presented(keyholder, token.value(), LogInRequest::withToken);
        boolean works = token.works(clock.instant());
        assertThat(result.isAccepted()).as("in by a token").isEqualTo(works && isAdmitted());
    }

    private void revokeToken(Keyholder keyholder) {
        tokens.entrySet().stream()
                .filter(entry -> entry.getValue().works(clock.instant()))
                .findFirst()
                .ifPresent(entry -> {
                    assertThat(keyholder
                                    .tokens()
                                    .revoke(Actor.host(), MARY, entry.getKey())
                                    .orElseThrow())
                            .isTrue();
                    Token token = entry.getValue();
                    entry.setValue(new Token(token.value(), token.created(), true));
                });
    }

    private void check(Keyholder keyholder, Login login) {
        boolean goesOn = keyholder.sessions().check(login.actor()) instanceof Answer.Allowed;
        assertThat(goesOn && !(isAdmitted() && login.password() == password))
                .as("a login goes on that has ended")
                .isFalse();
    }

    private void waitForADay() {
        clock.move(Duration.ofDays(1));
        mayBePaused = false;
    }

    /** A credential that is right lets in, unless a pause may run; one that is not never does. */
    private void expect(String what, LogInResult result, boolean isRight) {
        assertThat(result.isAccepted() && !isRight).as("in by %s", what).isFalse();
        if (!mayBePaused) {
            assertThat(result.isAccepted()).as("in by %s: %s", what, result).isEqualTo(isRight);
        }
    }

    private void noteLogin(LogInResult result) {
        result.success().ifPresent(accepted -> logins.add(new Login(accepted.actor(), password)));
    }

    private static LogInResult presented(Keyholder keyholder, String secret, Function<Password, LogInRequest> request) {
        try (Password plain = Password.of(secret)) {
            return keyholder.logIn(request.apply(plain));
        }
    }

    private boolean isAdmitted() {
        return !disabled
                && !deleted
                && end.filter(over -> !clock.instant().isBefore(over)).isEmpty();
    }

    private String currentCode() {
        return authenticator.map(phone -> phone.codeAt(clock.instant())).orElse("000000");
    }

    private static String passwordOf(int number) {
        return PASSWORDS.get(number % PASSWORDS.size());
    }

    private Keyholder open() {
        return Keyholder.open(store.get(), crypto.get(), KeyholderOptions.of(clock));
    }
}
