package io.keyholder.adapters.crypto.internal.secret;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BrokenRandom;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.testkit.contract.crypto.SecretGeneratorContract;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecureRandomSecretGeneratorTest implements SecretGeneratorContract {
    @Override
    public SecretGenerator newGenerator() {
        return new SecureRandomSecretGenerator(new SecureRandom());
    }

    @Test
    void brokenRandomnessIsATypedErrorWithItsCause() {
        SecretGenerator broken = new SecureRandomSecretGenerator(new BrokenRandom());
        assertThatThrownBy(() -> broken.nextBytes(16))
                .isInstanceOf(CryptoException.class)
                .hasRootCauseMessage(BrokenRandom.MESSAGE);
    }
}
