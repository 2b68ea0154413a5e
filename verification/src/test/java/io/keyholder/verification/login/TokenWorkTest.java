package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SECURITY case 2, for tokens: whatever is found, one that says itself whose it is costs one fast hash, any other the
 * same number. Counted, not timed.
 */
class TokenWorkTest {
    private final LoginBench bench = LoginBench.over(TestStore.MAP);
    private final AtomicInteger verifications = new AtomicInteger();
    private final LoginUseCases host = bench.hostWith(this::counting);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyTokenCostsOneFastHash() {
        UserId mary = bench.user("mary").id();
        UserId gone = bench.user("gone").id();
        String ofOneWhoIsGone =
                bench.token(gone, "device", TokenValidity.unlimited()).reveal();
        bench.edit(gone, user -> user.withLifecycle(life -> life.deletedAt(bench.now())));
        List<String> presented = List.of(
                bench.token(mary, "device", TokenValidity.unlimited()).reveal(),
                ofOneWhoIsGone,
                forged(mary, "device"),
                forged(mary, "no such device"),
                forged(new UserId("nobody"), "device"),
                "kht1.garbage",
                "");
        for (String token : presented) {
            assertThat(workOf(token, LogInRequest::withToken)).as(token).isEqualTo(1);
            assertThat(workOf(token, LogInRequest::withInvitation)).as(token).isEqualTo(1);
        }
    }

    /** SECURITY case 41: neither the time nor the load shows, or grows with, what is stored. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aTokenThatDoesNotSayWhoseItIsCostsTheSameWhateverIsStored(TestStore store) {
        try (LoginBench stored = LoginBench.over(store)) {
            LoginUseCases counted = stored.hostWith(this::counting);
            for (int tokens : new int[] {0, 1, 3, Tokens.MOST_COMPARED, 2_000}) {
                stored.stored(withTokens(stored.unsaved("with-" + tokens), tokens));
            }
            for (String token : List.of("3c3e1b0e-4ab4-4b9c-9d3c-0f5b8a2f9a11", "123456", "", forged(MARY, "x"))) {
                int ofNobody = workOf(counted, token, value -> LogInRequest.withTokenOfUser("nobody", value));
                assertThat(ofNobody % Tokens.MOST_COMPARED).isZero();
                for (String login : List.of("with-0", "with-1", "with-3", "with-100", "with-2000", "")) {
                    assertThat(workOf(counted, token, value -> LogInRequest.withTokenOfUser(login, value)))
                            .as("%s of %s", token, login)
                            .isEqualTo(ofNobody);
                }
            }
        }
    }

    @Test
    void aPasswordInTheIcureFormCostsTheSameFastHashesForAnyone() {
        LoginPolicy policy = LoginBench.standardPolicy().withPasswordForm(LoginPolicy.PasswordForm.ICURE);
        try (LoginBench stored = LoginBench.over(TestStore.MAP, policy)) {
            LoginUseCases counted = stored.hostWith(this::counting);
            stored.stored(withTokens(stored.unsaved("mary"), 7));
            stored.user("bob");
            for (String password : List.of("short", LoginBench.WRONG, "")) {
                Set<Integer> work = Stream.of("mary", "bob", "nobody")
                        .map(login -> workOf(counted, password, value -> LogInRequest.withPassword(login, value)))
                        .collect(Collectors.toSet());
                assertThat(work)
                        .as(password)
                        .singleElement()
                        .satisfies(hashes -> assertThat(hashes).isPositive());
            }
        }
    }

    @Test
    void aValueLongerThanAnyTokenIsNotHashedAtAll() {
        bench.user("mary");
        String longer = "x".repeat(TokenValue.MAX_LENGTH + 1);
        for (String login : List.of("mary", "nobody")) {
            assertThat(workOf(longer, value -> LogInRequest.withTokenOfUser(login, value)))
                    .isZero();
        }
    }

    @Test
    void theNewestTokensLetInHoweverManyThereAre() {
        bench.stored(bench.unsaved("mary"));
        bench.clock.move(Duration.ofSeconds(1));
        String code = bench.shortCode(MARY, "the newest");
        User mary = bench.current(MARY);
        Tokens many = withTokens(mary, 2_000)
                .tokens()
                .with("the newest", mary.tokens().named("the newest").orElseThrow());
        bench.store().users().update(mary.withTokens(many));
        assertThat(bench.current(MARY).tokens().authentication()).hasSize(2_001);
        assertThat(bench.withTokenOfUser(0, "mary", code).isAccepted()).isTrue();
    }

    @Test
    void wrongValuesOfAnyLengthCountAsGuesses() {
        for (String value :
                List.of("123456", "x".repeat(20), "3c3e1b0e-4ab4-4b9c-9d3c-0f5b8a2f9a11", "y".repeat(9_000))) {
            try (LoginBench fresh = LoginBench.over(TestStore.MAP)) {
                fresh.user("mary");
                fresh.withTokenOfUser(0, "mary", value);
                assertThat(fresh.state(MARY).attempts().failures()).as(value).isEqualTo(1);
            }
        }
    }

    private static final UserId MARY = new UserId("mary");

    private User withTokens(User user, int number) {
        Map<String, AuthenticationToken> tokens = new LinkedHashMap<>();
        for (int token = 0; token < number; token++) {
            tokens.put(
                    "token " + token,
                    AuthenticationToken.of(
                            PasswordHash.of("{" + token + "}" + "0".repeat(64)),
                            LoginBench.START,
                            TokenValidity.unlimited()));
        }
        return user.withTokens(new Tokens(tokens, Map.of()));
    }

    private int workOf(String token, Function<Password, LogInRequest> request) {
        return workOf(host, token, request);
    }

    private int workOf(LoginUseCases counted, String token, Function<Password, LogInRequest> request) {
        int before = verifications.get();
        try (Password plain = Password.of(token)) {
            counted.gate().logIn(request.apply(plain));
        }
        return verifications.get() - before;
    }

    private static String forged(UserId user, String name) {
        return TokenValue.of(user, name, new byte[TokenValue.SECRET_SIZE_BYTES]).reveal();
    }

    private LoginPorts counting(LoginPorts ports) {
        return new LoginPorts(
                ports.users(),
                ports.states(),
                ports.passwordHasher(),
                new CountingTokenHasher(ports.tokenHasher(), verifications),
                ports.oneTimePassword(),
                ports.sealer(),
                ports.secrets(),
                ports.audit(),
                ports.clock());
    }

    private record CountingTokenHasher(TokenHasher hasher, AtomicInteger verifications) implements TokenHasher {
        @Override
        public PasswordHash hash(Password value) {
            return hasher.hash(value);
        }

        @Override
        public boolean verify(Password value, PasswordHash stored) {
            verifications.incrementAndGet();
            return hasher.verify(value, stored);
        }
    }
}
