package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.SecondFactorChanged.FactorChange;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.testkit.failing.FailingStorage;
import io.keyholder.testkit.failing.StorageCall;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.verification.store.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Second-factor secrets are sealed at rest, and keys can be changed while users log in as ever. */
class SecretSealingTest {
    private static final UserId MARY = new UserId("mary");
    private static final byte[] EARLIER = "k".repeat(32).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LATER = key(7);

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void anEarlierKeyCanBeThrownAwayOnceItsUsersHaveLoggedIn(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            LoginUseCases rotated = hostWith(bench, SealingKeys.of(LATER).withEarlier(EARLIER));
            LoginUseCases later = hostWith(bench, SealingKeys.of(LATER));
            assertThat(logIn(bench, later, device).isAccepted()).isFalse();
            LogInResult accepted = logIn(bench, rotated, device);
            assertThat(accepted)
                    .isInstanceOfSatisfying(
                            LogInResult.Accepted.class,
                            in -> assertThat(in.user()).isEqualTo(bench.current(MARY)));
            assertThat(logIn(bench, later, device).isAccepted()).isTrue();
            assertThat(bench.audit.events())
                    .filteredOn(event -> event instanceof AuditEvent.SecondFactorChanged changed
                            && changed.change() == FactorChange.SECRET_RESEALED)
                    .hasSize(1);
        }
    }

    @Test
    void aSecretThatICureLeftInClearIsSealedAtItsFirstUse() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            String clear = "SHA1:6:GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
            bench.stored(withFactor(bench.unsaved("mary"), new SecondFactor.On(TotpSecret.of(clear))));
            Authenticator authenticator = Authenticator.with(TotpSecret.of(clear));
            assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, authenticator.wrongCodeAt(bench.now()))
                            .isAccepted())
                    .isFalse();
            assertThat(storedSecret(bench)).isEqualTo(clear);
            assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, authenticator.codeAt(bench.now()))
                            .isAccepted())
                    .isTrue();
            assertThat(storedSecret(bench)).startsWith("sealed1:").doesNotContain("GEZDGNBV");
            bench.clock.move(Duration.ofMinutes(1));
            assertThat(bench.withPasswordAndCode(1, "mary", LoginBench.PASSWORD, authenticator.codeAt(bench.now()))
                            .isAccepted())
                    .isTrue();
        }
    }

    @Test
    void aSecretThatCannotBeSealedNowDoesNotKeepItsUserOut() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            String sealedEarlier = storedSecret(bench);
            FailingStorage failing = FailingStorage.over(bench.store());
            SecretSealer sealer = sealer(SealingKeys.of(LATER).withEarlier(EARLIER));
            LoginUseCases rotated = bench.hostWith(ports -> withSealer(bench.ports(failing), sealer));
            failing.failNext(StorageCall.UPDATE_USER, 1);
            assertThat(logIn(bench, rotated, device).isAccepted()).isTrue();
            assertThat(storedSecret(bench)).isEqualTo(sealedEarlier);
            assertThat(logIn(bench, rotated, device).isAccepted()).isTrue();
            assertThat(storedSecret(bench)).isNotEqualTo(sealedEarlier);
        }
    }

    private static LogInResult logIn(LoginBench bench, LoginUseCases host, LoginBench.Device device) {
        bench.clock.move(Duration.ofMinutes(1));
        try (Password password = Password.of(LoginBench.PASSWORD)) {
            String code = device.authenticator().codeAt(bench.now());
            return host.gate().logIn(LogInRequest.withPasswordAndCode("mary", password, code));
        }
    }

    private static String storedSecret(LoginBench bench) {
        return ((SecondFactor.On) bench.current(MARY).credentials().secondFactor())
                .secret()
                .encoded();
    }

    private static LoginUseCases hostWith(LoginBench bench, SealingKeys keys) {
        return bench.hostWith(ports -> withSealer(ports, sealer(keys)));
    }

    private static SecretSealer sealer(SealingKeys keys) {
        return BouncyCastleCrypto.create(CryptoOptions.defaults().withSealingKeys(keys))
                .secretSealer();
    }

    private static LoginPorts withSealer(LoginPorts ports, SecretSealer sealer) {
        return new LoginPorts(
                ports.users(),
                ports.states(),
                ports.passwordHasher(),
                ports.tokenHasher(),
                ports.oneTimePassword(),
                sealer,
                ports.secrets(),
                ports.audit(),
                ports.clock());
    }

    private static User withFactor(User user, SecondFactor factor) {
        return user.withCredentials(user.credentials().withSecondFactor(factor));
    }

    private static byte[] key(int filling) {
        byte[] key = new byte[SealingKeys.KEY_SIZE_BYTES];
        java.util.Arrays.fill(key, (byte) filling);
        return key;
    }
}
