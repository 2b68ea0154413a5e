package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.Credential;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.verification.store.TestStore;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** SECURITY case 3: nothing, or next to nothing, never lets anybody in and never breaks anything. */
class NothingPresentedTest {
    private static final List<String> NEXT_TO_NOTHING =
            List.of("", " ", "\u0000", "|", "|123456", "|000000", "-", "null", "*", "kht1.", "kht1....");

    private static final User MARY = User.of(
                    new UserId("mary"),
                    LoginIdentifiers.login("mary"),
                    Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE))
            .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("hash")));

    private final LoginBench bench = LoginBench.over(
            TestStore.MAP,
            LoginBench.standardPolicy()
                    .withPasswordForm(LoginPolicy.PasswordForm.ICURE)
                    .withLegacyTokens(LoginPolicy.LegacyTokens.CONVERTED_ON_USE));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void noPasswordIsNoPassword() {
        bench.user("mary");
        bench.stored(bench.unsaved("passwordless").withCredentials(Credentials.NONE));
        for (String login : List.of("mary", "passwordless", "nobody", "", " ", "|")) {
            NEXT_TO_NOTHING.forEach(nothing -> assertRefused(bench.withPassword(login, nothing)));
        }
    }

    /** As careless programs leave them in a database. */
    @Test
    void hashesOfNothingLetNobodyIn() {
        bench.stored(bench.unsaved("mary")
                .withCredentials(Credentials.NONE.withPasswordHash(hashOfNothing(bench.hasher::hash))));
        bench.edit(
                new UserId("mary"),
                user -> user.withTokens(user.tokens()
                        .with(
                                "nothing",
                                AuthenticationToken.of(
                                        hashOfNothing(bench.ports(bench.store()).tokenHasher()::hash),
                                        bench.now(),
                                        TokenValidity.unlimited()))));
        assertRefused(bench.withPassword("mary", ""));
        assertRefused(bench.withTokenOfUser(0, "mary", ""));
        assertRefused(bench.withToken(""));
    }

    private static PasswordHash hashOfNothing(Function<Password, PasswordHash> hashing) {
        try (Password nothing = Password.of("")) {
            return hashing.apply(nothing);
        }
    }

    @Test
    void noCodeIsNoCode() {
        UserId mary = bench.user("mary").id();
        bench.secondFactor(mary);
        for (String nothing : NEXT_TO_NOTHING) {
            assertRefused(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, nothing));
            waitOutPauses();
            LoginTicket ticket = bench.ticket("mary");
            assertRefused(bench.withTicket(0, ticket, nothing));
            waitOutPauses();
        }
    }

    @Test
    void noTokenIsNoToken() {
        UserId mary = bench.user("mary").id();
        bench.shortCode(mary, "c");
        bench.shortCode(mary, "code");
        for (String nothing : NEXT_TO_NOTHING) {
            assertRefused(bench.withToken(nothing));
            assertRefused(bench.withTokenOfUser(0, "mary", nothing));
            assertRefused(bench.withTokenOfUser(0, "", nothing));
            try (Password plain = Password.of(nothing)) {
                assertRefused(bench.logIn(LogInRequest.withInvitation(plain)));
            }
        }
    }

    @Test
    void aTicketThatNobodyGaveIsNoTicket() {
        UserId mary = bench.user("mary").id();
        LoginBench.Device device = bench.secondFactor(mary);
        LoginTicket forged =
                new LoginTicket(TokenValue.of(mary, "pending-login", new byte[TokenValue.SECRET_SIZE_BYTES]));
        assertRefused(bench.withTicket(0, forged, device.authenticator().codeAt(bench.now())));
        bench.ticket("mary");
        assertRefused(bench.withTicket(0, forged, device.authenticator().codeAt(bench.now())));
        LoginTicket ofNobody = new LoginTicket(
                TokenValue.of(new UserId("nobody"), "pending-login", new byte[TokenValue.SECRET_SIZE_BYTES]));
        assertRefused(bench.withTicket(0, ofNobody, ""));
    }

    @TestFactory
    Stream<DynamicTest> nullIsRefusedByName() {
        LoginUseCases host = bench.host();
        return Stream.of(host.gate(), host.passwords(), host.secondFactors(), host.tokens())
                .flatMap(useCase -> Stream.of(useCase.getClass().getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .flatMap(method -> withANull(method, arguments -> method.invoke(useCase, arguments))));
    }

    @TestFactory
    Stream<DynamicTest> nullCannotBePresented() {
        Stream<Class<?>> presented =
                Stream.concat(Stream.of(LogInRequest.class), Stream.of(Credential.class.getPermittedSubclasses()));
        return Stream.concat(presented, Stream.of(LoginTicket.class))
                .flatMap(type -> Stream.of(type.getDeclaredConstructors()))
                .flatMap(constructor -> withANull(constructor, constructor::newInstance));
    }

    private interface Call {
        Object with(Object[] arguments) throws ReflectiveOperationException;
    }

    /** A test for each parameter that could be null. */
    private static Stream<DynamicTest> withANull(Executable called, Call call) {
        Class<?>[] types = called.getParameterTypes();
        return IntStream.range(0, types.length)
                .filter(index -> !types[index].isPrimitive())
                .mapToObj(index -> DynamicTest.dynamicTest(called.toGenericString() + ", " + index, () -> {
                    Object[] arguments = Stream.of(types)
                            .map(NothingPresentedTest::something)
                            .toArray();
                    arguments[index] = null;
                    assertThatThrownBy(() -> call.with(arguments))
                            .cause()
                            .isInstanceOf(InvalidValueException.class)
                            .hasMessageEndingWith("is null");
                }));
    }

    private static Object something(Class<?> type) {
        return Optional.ofNullable(SOMETHING.get(type)).orElseThrow(() -> new AssertionError("no value of " + type));
    }

    private static final Map<Class<?>, Object> SOMETHING = Map.ofEntries(
            Map.entry(Actor.class, Actor.host()),
            Map.entry(UserId.class, new UserId("mary")),
            Map.entry(User.class, MARY),
            Map.entry(
                    Actor.LoggedIn.class,
                    Actor.LoggedIn.by(
                            MARY,
                            ProofStrength.PASSWORD,
                            TokenScope.unrestricted(),
                            Optional.empty(),
                            Optional.empty(),
                            Instant.EPOCH)),
            Map.entry(Password.class, Password.of("a fresh and long password")),
            Map.entry(String.class, "text"),
            Map.entry(int.class, 6),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(Duration.class, Duration.ofMinutes(1)),
            Map.entry(TokensAfterwards.class, TokensAfterwards.KEPT),
            Map.entry(TokenValidity.class, TokenValidity.unlimited()),
            Map.entry(TokenScope.class, TokenScope.unrestricted()),
            Map.entry(ProofStrength.class, ProofStrength.PASSWORD),
            Map.entry(TokenValue.class, TokenValue.of(new UserId("mary"), "x", new byte[TokenValue.SECRET_SIZE_BYTES])),
            Map.entry(
                    LoginTicket.class,
                    new LoginTicket(TokenValue.of(new UserId("mary"), "x", new byte[TokenValue.SECRET_SIZE_BYTES]))),
            Map.entry(Credential.class, new Credential.Token(Password.of("x"))),
            Map.entry(LogInRequest.class, LogInRequest.withToken(Password.of("x"))));

    private void waitOutPauses() {
        bench.clock.move(Duration.ofHours(1));
    }

    private static void assertRefused(LogInResult result) {
        assertThat(result).isInstanceOf(LogInResult.Refused.class);
        assertThat(LoginBench.outsideReason(result))
                .hasValueSatisfying(
                        reason -> assertThat(reason).isIn(RefusalReason.WRONG_CREDENTIAL, RefusalReason.PAUSED));
    }
}
