package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.ports.CryptoException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureRandomSecretGeneratorTest {
    private final SecretGenerator secrets = BouncyCastleCrypto.create().secretGenerator();

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32, 4096})
    void givesAsManyBytesAsAskedFor(int count) {
        assertThat(secrets.nextBytes(count)).hasSize(count);
    }

    @Test
    void neverRepeatsASecret() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(HexFormat.of().formatHex(secrets.nextBytes(16))))
                    .isTrue();
        }
    }

    @Test
    void usesEveryBitOfEveryByte() {
        byte[] seenSet = new byte[32];
        byte[] seenClear = new byte[32];
        for (int i = 0; i < 200; i++) {
            byte[] secret = secrets.nextBytes(32);
            for (int at = 0; at < secret.length; at++) {
                seenSet[at] |= secret[at];
                seenClear[at] |= (byte) ~secret[at];
            }
        }
        assertThat(seenSet).containsOnly(0xff);
        assertThat(seenClear).containsOnly(0xff);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesToGiveNothing(int count) {
        assertThatThrownBy(() -> secrets.nextBytes(count)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void brokenRandomnessIsATypedErrorWithItsCause() {
        SecretGenerator broken = new SecureRandomSecretGenerator(new BrokenRandom());
        assertThatThrownBy(() -> broken.nextBytes(16))
                .isInstanceOf(CryptoException.class)
                .hasRootCauseMessage(BrokenRandom.MESSAGE);
    }
}
