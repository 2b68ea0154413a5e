package io.keyholder.verification.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.domain.credential.Password;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.failure.KeyholderException;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.testkit.failing.FailingCrypto;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cryptography that a test breaks: alone, and under a whole host. */
class FailingCryptoTest {
    private final FailingCrypto crypto = FailingCrypto.over(
            BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4).withSecretsInClear()));

    @Test
    void failsAsOftenAsPlannedAndWorksOtherwise() {
        crypto.failNext(SecretGenerator.class, 1);
        assertThat(crypto.passwordHasher().hash(Password.of("a password"))).isNotNull();
        assertThatThrownBy(() -> crypto.secretGenerator().nextBytes(1))
                .isInstanceOf(CryptoException.class)
                .hasMessage("the test made SecretGenerator fail");
        assertThat(crypto.secretGenerator().nextBytes(3)).hasSize(3);
    }

    @Test
    void breaksDownWithEveryPortUntilRepaired() throws ReflectiveOperationException {
        crypto.breakDown();
        List<Method> ports = Arrays.stream(Crypto.class.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && method.getReturnType().isInterface())
                .toList();
        assertThat(ports).hasSizeGreaterThan(10);
        for (Method port : ports) {
            Object broken = port.invoke(crypto);
            Method first = Arrays.stream(port.getReturnType().getMethods())
                    .filter(method -> !method.isDefault())
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> first.invoke(broken, nothingFor(first)))
                    .as(port.getName())
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(CryptoException.class);
        }
        crypto.repair();
        assertThat(crypto.secretGenerator().nextBytes(3)).hasSize(3);
    }

    /** Each number of calls of hashing or randomness, and nothing half-made is left whichever fails. */
    @Test
    void aHostWhoseProviderFailsAnywhereStoresAUserWhollyOrNotAtAll() {
        for (Class<?> port : List.of(PasswordHasher.class, SecretGenerator.class)) {
            MapStorage storage = MapStorage.create();
            try (Keyholder keyholder = Keyholder.open(storage, crypto);
                    Password password = Password.of("lamp ferry walnut 17")) {
                crypto.failNext(port, 1);
                assertThatThrownBy(() -> keyholder.users().create("ada@example.org", password))
                        .isInstanceOf(KeyholderException.class);
                assertThat(storage.users().page(PageRequest.first(10))).isEmpty();
                crypto.repair();
                keyholder.users().create("ada@example.org", password).orThrow();
                keyholder.logIn("ada@example.org", password).orThrow();
            }
        }
    }

    private static Object[] nothingFor(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? (Object) 1 : null)
                .toArray();
    }
}
