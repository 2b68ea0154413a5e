package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.verification.store.TestStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * SECURITY case 2, for tokens: whatever is found, one that says itself whose it is costs one fast hash. Counted, not
 * timed.
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

    @Test
    void aTokenOfNobodyCostsWhatOneOfAUserWithoutTokensCosts() {
        bench.user("mary");
        for (String login : List.of("mary", "nobody", "")) {
            for (String token : List.of("3c3e1b0e-4ab4-4b9c-9d3c-0f5b8a2f9a11", "123456", "")) {
                assertThat(workOf(token, value -> LogInRequest.withTokenOfUser(login, value)))
                        .as("%s of %s", token, login)
                        .isEqualTo(1);
            }
        }
    }

    private int workOf(String token, Function<Password, LogInRequest> request) {
        int before = verifications.get();
        try (Password plain = Password.of(token)) {
            host.gate().logIn(request.apply(plain));
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
