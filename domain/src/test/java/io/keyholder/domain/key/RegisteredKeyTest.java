package io.keyholder.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisteredKeyTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Endorsement WORD = new Endorsement("dr. grey", NOW);
    private static final RegisteredKey KEY = new RegisteredKey(
            new DataOwnerId("hcp-1"), EncryptionPublicKey.ofSpki(new byte[294], KeyPadding.OAEP_SHA256), NOW);

    @Test
    void isTrustedOnSomebodysWordUntilRevoked() {
        assertThat(KEY.isTrusted()).isFalse();
        assertThat(KEY.vouchedFor(WORD).isTrusted()).isTrue();
        assertThat(KEY.vouchedFor(WORD).revokedAt(NOW).isTrusted()).isFalse();
        assertThat(KEY.revokedAt(NOW).vouchedFor(WORD).isTrusted()).isFalse();
    }

    @Test
    void keepsTheFirstWordAndTheFirstRevocation() {
        assertThat(KEY.vouchedFor(WORD)
                        .vouchedFor(new Endorsement("somebody", NOW))
                        .vouch())
                .contains(WORD);
        assertThat(KEY.revokedAt(NOW).revokedAt(Instant.MAX).revoked()).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too long: "})
    void knowsWhoVouches(String start) {
        String voucher = start.isEmpty() ? start : start + "x".repeat(Endorsement.MAX_LENGTH);
        assertThatThrownBy(() -> new Endorsement(voucher, NOW))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("voucher");
    }
}
