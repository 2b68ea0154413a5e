package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordLoginTest {
    private static final Instant END_OF_LOGIN =
            Fixture.NOW_IN_MILLIS.plus(LoginPolicy.standard().passwordLoginLife());

    private static final TotpSecret TOTP = TotpSecret.of("JBSWY3DPEHPK3PXP");
    private static final PasswordHash HASH = TransparentCrypto.currentHash(Fixture.SECRET);

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;

    @Test
    void letsAUserInByItsPassword() {
        User ada = fixture.user("ada");

        assertThat(logIn("ADA", Fixture.SECRET)).isEqualTo(accepted(ada));
    }

    @Test
    void letsAUserInByAnyOfItsIdentifiers() {
        keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(new LoginIdentifiers(
                                        Optional.of("ada"),
                                        Optional.of("ada@example.org"),
                                        Optional.of("+32 470 00 00 01")))
                                .withPassword(Fixture.password()));

        assertThat(Stream.of("ada", "Ada@Example.org", "+32470000001"))
                .allSatisfy(identifier -> assertThat(
                                logIn(identifier, Fixture.SECRET).isAccepted())
                        .isTrue());
    }

    /**
     * SECURITY-CASES 2, 3, 16, 23: one row for each state, what a wrong and what a right password learn, and the truth.
     */
    static Stream<org.junit.jupiter.params.provider.Arguments> states() {
        return Stream.of(
                arguments("active", lifecycle(same -> same), null),
                arguments("disabled", status(UserStatus.DISABLED), RefusalReason.DISABLED),
                arguments("registering", status(UserStatus.REGISTERING), RefusalReason.REGISTERING),
                arguments("expired a nanosecond ago", expiresAt(-1), RefusalReason.EXPIRED),
                arguments("expiring now", expiresAt(0), RefusalReason.EXPIRED),
                arguments("expiring in a millisecond", expiresAt(1_000_000), null),
                arguments(
                        "of unknown status", lifecycle(PasswordLoginTest::withoutStatus), RefusalReason.STATUS_UNKNOWN),
                arguments("enrolling a second factor", factor(new SecondFactor.Pending(TOTP)), null),
                arguments(
                        "half-set second factor",
                        factor(new SecondFactor.Unusable()),
                        RefusalReason.SECOND_FACTOR_UNUSABLE),
                arguments("without password", credentials(Credentials.NONE), RefusalReason.NO_SUCH_CREDENTIAL),
                arguments("of a directory", source(AuthenticationSource.LDAP), RefusalReason.NO_SUCH_CREDENTIAL),
                arguments("of tokens only", source(AuthenticationSource.TOKEN), RefusalReason.NO_SUCH_CREDENTIAL),
                arguments("with a foreign hash", hash("md5:?"), RefusalReason.UNREADABLE_CREDENTIAL),
                arguments("with its password as hash", hash(Fixture.SECRET), RefusalReason.UNREADABLE_CREDENTIAL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void judgesARightPasswordByTheStateOfTheUser(String state, UnaryOperator<User> change, RefusalReason truth) {
        UserId id = given(change);

        LogInResult result = logIn("ada", Fixture.SECRET);

        if (truth == null) {
            assertThat(result).isEqualTo(accepted(fixture.stored(id)));
        } else {
            assertThat(result).isEqualTo(refused(truth.toOutside()));
            assertThat(fixture.audit).containsExactly(refusal(Optional.of(id), truth));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void tellsAWrongPasswordNothing(String state, UnaryOperator<User> change) {
        given(change);

        assertThat(logIn("ada", "wrong")).isEqualTo(refused(RefusalReason.WRONG_CREDENTIAL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void verifiesExactlyOnceWhateverTheState(String state, UnaryOperator<User> change) {
        given(change);

        Stream.of("", Fixture.SECRET, "x".repeat(72), "x".repeat(73), "x".repeat(10_000))
                .forEach(this::assertThatItVerifiesOnce);
    }

    private void assertThatItVerifiesOnce(String password) {
        fixture.crypto.verified().clear();
        logIn("ada", password);
        assertThat(fixture.crypto.verified()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", " ", "\u200B", "\ud800", "__proto__", "/_design/User"})
    void verifiesOnceForAnIdentifierThatNobodyHolds(String identifier) {
        assertThat(logIn(identifier, Fixture.SECRET)).isEqualTo(refused(RefusalReason.WRONG_CREDENTIAL));
        assertThat(fixture.crypto.verified()).containsExactly(Optional.empty());
        assertThat(fixture.audit).containsExactly(refusal(Optional.empty(), RefusalReason.UNKNOWN_USER));
    }

    @Test
    void verifiesOnceForAnIdentifierOfTenMillionCharacters() {
        logIn("x".repeat(10_000_000), Fixture.SECRET);

        assertThat(fixture.crypto.verified()).containsExactly(Optional.empty());
    }

    @Test
    void takesADeletedUserForUnknown() {
        keyholder.users().softDelete(Actor.host(), fixture.user("ada").id());

        assertThat(logIn("ada", Fixture.SECRET)).isEqualTo(refused(RefusalReason.WRONG_CREDENTIAL));
        assertThat(fixture.crypto.verified()).containsExactly(Optional.empty());
    }

    @Test
    void letsNobodyInByAnIdentifierOfSeveralUsers() {
        fixture.user("ada");
        fixture.storage.distortLookUps(
                found -> new IdentifierLookup.Ambiguous(Set.of(new UserId("one"), new UserId("two"))));

        assertThat(logIn("ada", Fixture.SECRET)).isEqualTo(refused(RefusalReason.WRONG_CREDENTIAL));
        assertThat(fixture.crypto.verified()).containsExactly(Optional.empty());
        assertThat(fixture.audit).containsExactly(refusal(Optional.empty(), RefusalReason.AMBIGUOUS_IDENTIFIER));
    }

    @Test
    void letsNobodyInByAnEmptyPasswordThoughItsHashIsStored() {
        given(hash(TransparentCrypto.currentHash("").encoded()));

        assertThat(logIn("ada", "")).isEqualTo(refused(RefusalReason.WRONG_CREDENTIAL));
    }

    @Test
    void noticesAStoreThatAnswersWithSomebodyElse() {
        User eve = fixture.user("eve");
        fixture.storage.distortLookUps(found -> new IdentifierLookup.Found(eve));

        assertThatThrownBy(() -> logIn("ada", Fixture.SECRET)).isInstanceOf(StoreCorruptException.class);
    }

    @Test
    void noticesAStoreThatAnswersWithADeletedUser() {
        User eve = fixture.user("eve");
        User deleted = eve.withLifecycle(lifecycle -> lifecycle.deletedAt(Fixture.NOW));
        fixture.storage.distortLookUps(found -> new IdentifierLookup.Found(deleted));

        assertThatThrownBy(() -> logIn("eve", Fixture.SECRET)).isInstanceOf(StoreCorruptException.class);
    }

    @Test
    void refusesNullWithATypedError() {
        assertThatThrownBy(() -> keyholder.logIn(null, Fixture.password())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> keyholder.logIn("ada", null)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void reportsWhoGotIn() {
        UserId id = fixture.user("ada").id();

        logIn("ada", Fixture.SECRET);

        assertThat(fixture.audit)
                .containsExactly(new AuditEvent.LoginAccepted(
                        Fixture.NOW_IN_MILLIS, id, ProofStrength.PASSWORD, Optional.empty()));
    }

    private LogInResult logIn(String identifier, String password) {
        return keyholder.logIn(identifier, Password.of(password));
    }

    private UserId given(UnaryOperator<User> change) {
        UserId id = fixture.user("ada").id();
        assertThat(keyholder.users().modify(Actor.host(), id, change).isModified())
                .isTrue();
        return id;
    }

    @Test
    void asksForTheCodeOfASecondFactorAndNeverTakesItForAbsent() {
        UserId id = given(factor(new SecondFactor.On(TOTP)));

        assertThat(logIn("ada", Fixture.SECRET)).isInstanceOf(LogInResult.CodeNeeded.class);
        assertThat(fixture.audit).containsExactly(refusal(Optional.of(id), RefusalReason.SECOND_FACTOR_REQUIRED));
    }

    /** The login that its latest session says. */
    private LogInResult accepted(User user) {
        List<Session> sessions =
                keyholder.sessions().list(Actor.host(), user.id()).orElseThrow();
        return new LogInResult.Accepted(
                user,
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.of(
                        user.lifecycle().expires().filter(END_OF_LOGIN::isAfter).orElse(END_OF_LOGIN)),
                Actor.LoggedIn.by(
                                user,
                                ProofStrength.PASSWORD,
                                TokenScope.unrestricted(),
                                user.lifecycle().expires(),
                                Optional.empty(),
                                Fixture.NOW_IN_MILLIS)
                        .inSession(
                                user,
                                Optional.of(sessions.get(0).id()),
                                sessions.get(0).since()),
                Optional.empty());
    }

    private static LogInResult refused(RefusalReason reason) {
        return new LogInResult.Refused(reason, Optional.empty());
    }

    private static AuditEvent refusal(Optional<UserId> user, RefusalReason truth) {
        return new AuditEvent.LoginRefused(Fixture.NOW_IN_MILLIS, user, truth, Optional.empty());
    }

    private static UnaryOperator<User> lifecycle(UnaryOperator<Lifecycle> change) {
        return user -> user.withLifecycle(change);
    }

    private static UnaryOperator<User> status(UserStatus status) {
        return lifecycle(lifecycle -> lifecycle.withStatus(status));
    }

    private static UnaryOperator<User> expiresAt(long nanosFromNow) {
        return lifecycle(
                lifecycle -> lifecycle.withExpiration(Optional.of(Fixture.NOW_IN_MILLIS.plusNanos(nanosFromNow))));
    }

    private static UnaryOperator<User> credentials(Credentials credentials) {
        return user -> user.withCredentials(credentials);
    }

    private static UnaryOperator<User> factor(SecondFactor factor) {
        return user -> user.withCredentials(user.credentials().withSecondFactor(factor));
    }

    private static UnaryOperator<User> hash(String stored) {
        return user -> user.withCredentials(user.credentials().withPasswordHash(PasswordHash.of(stored)));
    }

    private static UnaryOperator<User> source(AuthenticationSource source) {
        return credentials(new Credentials(Optional.of(source), Optional.of(HASH), SecondFactor.off()));
    }

    private static Lifecycle withoutStatus(Lifecycle lifecycle) {
        return new Lifecycle(
                Optional.empty(),
                lifecycle.created(),
                lifecycle.registered(),
                lifecycle.termsOfUseAccepted(),
                lifecycle.lastLogin(),
                lifecycle.expires(),
                lifecycle.deleted());
    }
}
