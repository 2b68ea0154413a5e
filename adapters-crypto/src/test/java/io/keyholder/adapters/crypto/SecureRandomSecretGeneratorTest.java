package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.ports.CryptoException;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.testkit.SecretGeneratorContract;
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
