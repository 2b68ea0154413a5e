package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * SECURITY case 2: whatever is found, a login with a password costs one hash, and none during a pause. Counted, not
 * timed.
 */
class HashingWorkTest {
    private static final int[] PASSWORD_BYTES = {0, 1, 72, 73, 10_000};

    /** All kinds of users that one may guess at. */
    private static final Map<String, UnaryOperator<User>> USERS = new LinkedHashMap<>();

    static {
        USERS.put("known", user -> user);
        USERS.put("disabled", user -> user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED)));
        USERS.put("registering", user -> user.withLifecycle(life -> life.withStatus(UserStatus.REGISTERING)));
        USERS.put("deleted", user -> user.withLifecycle(life -> life.deletedAt(LoginBench.START)));
        USERS.put("expired", user -> user.withLifecycle(life -> life.withExpiration(Optional.of(LoginBench.START))));
        USERS.put("without-password", user -> user.withCredentials(Credentials.NONE));
        USERS.put("of-a-directory", user -> user.withCredentials(credentials(user, AuthenticationSource.LDAP)));
        USERS.put("with-a-foreign-hash", user -> withHash(user, PasswordHash.of("{future}$9$x")));
        USERS.put("with-an-old-hash", user -> withHash(user, QuickHasher.outdatedHash(LoginBench.PASSWORD)));
        USERS.put("with-an-unusable-factor", user -> withFactor(user, new SecondFactor.Unusable()));
    }

    @Test
    void everyWrongPasswordCostsOneHash() {
        for (LoginPolicy.PasswordForm form : LoginPolicy.PasswordForm.values()) {
            try (LoginBench bench = bench(form)) {
                USERS.keySet().forEach(login -> assertWrongPasswordsCostOneHash(bench, login));
                assertWrongPasswordsCostOneHash(bench, "nobody");
                assertWrongPasswordsCostOneHash(bench, "");
                assertWrongPasswordsCostOneHash(bench, "\u200b");
                assertWrongPasswordsCostOneHash(bench, "x".repeat(100_000));
            }
        }
    }

    @Test
    void aPasswordThatComesDuringAPauseCostsNoHashWhoeverIsNamed() {
        try (LoginBench bench = bench(LoginPolicy.PasswordForm.PLAIN)) {
            for (String login : new String[] {"known", "nobody", "without-password"}) {
                IntStream.range(0, 5).forEach(guess -> bench.withPassword(login, LoginBench.WRONG));
                int before = bench.hasher.calls();
                bench.withPassword(login, LoginBench.WRONG);
                bench.withPassword(login, LoginBench.PASSWORD);
                assertThat(bench.hasher.calls() - before).as(login).isZero();
            }
        }
    }

    @Test
    void aRightPasswordThatLetsNobodyInCostsOneHash() {
        try (LoginBench bench = bench(LoginPolicy.PasswordForm.PLAIN)) {
            for (String login : new String[] {"disabled", "registering", "expired", "with-an-unusable-factor"}) {
                int before = bench.hasher.calls();
                assertThat(bench.withPassword(login, LoginBench.PASSWORD).isAccepted())
                        .isFalse();
                assertThat(bench.hasher.calls() - before).as(login).isEqualTo(1);
            }
        }
    }

    @Test
    void aPasswordWithACodeCostsOneHash() {
        try (LoginBench bench = bench(LoginPolicy.PasswordForm.ICURE)) {
            LoginBench.Device device = bench.secondFactor(new UserId("known"));
            int before = bench.hasher.calls();
            String wrong = device.authenticator().wrongCodeAt(bench.now());
            bench.withPasswordAndCode(0, "known", LoginBench.WRONG, wrong);
            bench.withPasswordAndCode(0, "known", LoginBench.PASSWORD, wrong);
            bench.withPassword("known", LoginBench.PASSWORD + "|" + wrong);
            bench.withPasswordAndCode(0, "nobody", LoginBench.PASSWORD, wrong);
            assertThat(bench.hasher.calls() - before).isEqualTo(4);
        }
    }

    private static LoginBench bench(LoginPolicy.PasswordForm form) {
        LoginBench bench =
                LoginBench.over(TestStore.MAP, LoginBench.standardPolicy().withPasswordForm(form));
        USERS.forEach((login, change) -> bench.stored(change.apply(bench.unsaved(login))));
        return bench;
    }

    private static void assertWrongPasswordsCostOneHash(LoginBench bench, String login) {
        bench.clock.move(Duration.ofDays(1));
        for (int bytes : PASSWORD_BYTES) {
            int before = bench.hasher.verifications();
            int hashedBefore = bench.hasher.hashes();
            assertThat(bench.withPassword(login, "x".repeat(bytes)).isAccepted())
                    .isFalse();
            assertThat(bench.hasher.verifications() - before)
                    .as("%s, %d bytes", login, bytes)
                    .isEqualTo(1);
            assertThat(bench.hasher.hashes()).isEqualTo(hashedBefore);
        }
    }

    private static Credentials credentials(User user, AuthenticationSource source) {
        return new Credentials(Optional.of(source), user.credentials().passwordHash(), SecondFactor.off());
    }

    private static User withHash(User user, PasswordHash hash) {
        return user.withCredentials(user.credentials().withPasswordHash(hash));
    }

    private static User withFactor(User user, SecondFactor factor) {
        return user.withCredentials(user.credentials().withSecondFactor(factor));
    }
}
