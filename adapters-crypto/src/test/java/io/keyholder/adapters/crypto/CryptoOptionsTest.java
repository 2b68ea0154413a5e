package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.KeyPadding;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoOptionsTest {
    private final CryptoOptions defaults = CryptoOptions.defaults();

    @Test
    void defaultsAreTheDocumentedOnes() {
        assertThat(defaults.bcryptCost()).isEqualTo(12);
        assertThat(defaults.maxAcceptedBcryptCost()).isEqualTo(14);
        assertThat(defaults.foreignHashLimits()).isEqualTo(new ForeignHashLimits(1_000_000, 65_536, 10, 4));
        assertThat(defaults.keySizeBits()).isEqualTo(3072);
        assertThat(defaults.padding()).isEqualTo(KeyPadding.OAEP_SHA256);
        assertThat(defaults.pbkdf2Iterations()).isEqualTo(600_000);
    }

    @Test
    void eachWitherChangesItsOwnOptionOnly() {
        SecureRandom random = new SecureRandom();
        CryptoOptions changed = defaults.withSecureRandom(random)
                .withPbkdf2Iterations(1_000)
                .withPadding(KeyPadding.OAEP_SHA1)
                .withKeySizeBits(4096)
                .withBcryptCost(4)
                .withMaxAcceptedBcryptCost(5)
                .withForeignHashLimits(ForeignHashLimits.STANDARD.withMaxPasses(3));
        assertThat(changed.secureRandom()).isSameAs(random);
        assertThat(changed.pbkdf2Iterations()).isEqualTo(1_000);
        assertThat(changed.padding()).isEqualTo(KeyPadding.OAEP_SHA1);
        assertThat(changed.keySizeBits()).isEqualTo(4096);
        assertThat(changed.bcryptCost()).isEqualTo(4);
        assertThat(changed.foreignHashLimits().maxPasses()).isEqualTo(3);
        assertThat(changed.maxAcceptedBcryptCost()).isEqualTo(5);
        assertThat(changed.icureCompatible().keySizeBits()).isEqualTo(2048);
        assertThat(changed.icureCompatible().padding()).isEqualTo(KeyPadding.OAEP_SHA1);
        assertThat(defaults.bcryptCost()).isEqualTo(12);
    }

    @Test
    void acceptedCostRisesWithTheCost() {
        assertThat(defaults.withBcryptCost(16).maxAcceptedBcryptCost()).isEqualTo(16);
        assertThat(defaults.withBcryptCost(13).maxAcceptedBcryptCost()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 3, 17, 31, 32, Integer.MAX_VALUE})
    void costsThatNobodyShouldPayAreRefused(int cost) {
        assertThatThrownBy(() -> defaults.withBcryptCost(cost))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("bcrypt cost is " + cost + ", outside 4 to 16");
        assertThatThrownBy(() -> defaults.withMaxAcceptedBcryptCost(cost)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void acceptingLessThanIsWrittenIsRefused() {
        assertThatThrownBy(() -> defaults.withMaxAcceptedBcryptCost(11))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("accepted bcrypt cost is 11, outside 12 to 16");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 1024, 2047, 2048, 2049, 8192})
    void otherKeySizesAreRefused(int bits) {
        assertThatThrownBy(() -> defaults.withKeySizeBits(bits)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 999, 10_000_001})
    void iterationCountsOutsideTheRangeAreRefused(int iterations) {
        assertThatThrownBy(() -> defaults.withPbkdf2Iterations(iterations)).isInstanceOf(InvalidValueException.class);
    }
}
