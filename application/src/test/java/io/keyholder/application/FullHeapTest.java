package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.application.login.HashingLoad;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.hashing.PasswordHasher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** SECURITY case 44: calls that meet a full heap leave no turn taken and no guess counted. */
class FullHeapTest {
    private static final UserId ADA = new UserId("ada");
    private static final String PASSWORD = "correct horse";
    private static final int CALLS = 40;

    private final TransparentCrypto crypto = new TransparentCrypto();
    private final Keyholder keyholder = Keyholder.open(
            new TableStorage(),
            withHasher(),
            KeyholderOptions.of(Clock.fixed(Fixture.NOW, ZoneOffset.UTC))
                    .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                    .withLoginPolicy(
                            LoginPolicy.standard().withHashing(new HashingLimit(1, 0, Duration.ofSeconds(1)))));
    private boolean isFull;

    @Test
    void loginsThatMeetAFullHeapPauseNoUserAndTakeNoTurn() {
        Actor ada = created();
        for (int call = 0; call < CALLS; call++) {
            isFull = true;
            assertThatThrownBy(this::logIn).isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(() -> change(ada)).isInstanceOf(OutOfMemoryError.class);
        }
        isFull = false;
        assertThat(keyholder.hashingLoad()).isEqualTo(new HashingLoad(0, 0));
        assertThat(logIn().isAccepted()).isTrue();
        assertThat(change(ada)).isInstanceOf(PasswordChangeResult.Changed.class);
    }

    private Actor created() {
        try (Password password = Password.of(PASSWORD)) {
            keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(LoginIdentifiers.login("ada"))
                                    .withId(ADA)
                                    .withPassword(password));
            return ((LogInResult.Accepted) keyholder.logIn("ada", password)).actor();
        }
    }

    private LogInResult logIn() {
        try (Password password = Password.of(PASSWORD)) {
            return keyholder.logIn("ada", password);
        }
    }

    private PasswordChangeResult change(Actor ada) {
        try (Password old = Password.of(PASSWORD);
                Password fresh = Password.of("another horse")) {
            return keyholder.passwords().change(ada, ADA, old, fresh, TokensAfterwards.KEPT);
        }
    }

    private Crypto withHasher() {
        PasswordHasher hasher = crypto.passwordHasher();
        PasswordHasher failing = (PasswordHasher) Proxy.newProxyInstance(
                PasswordHasher.class.getClassLoader(),
                new Class<?>[] {PasswordHasher.class},
                (proxy, method, arguments) -> {
                    if (isFull && method.getName().equals("verify")) {
                        throw new OutOfMemoryError("as if");
                    }
                    return call(hasher, method, arguments);
                });
        return (Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(),
                new Class<?>[] {Crypto.class},
                (proxy, method, arguments) ->
                        method.getName().equals("passwordHasher") ? failing : call(crypto, method, arguments));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
