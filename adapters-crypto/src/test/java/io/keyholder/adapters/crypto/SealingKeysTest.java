package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeysTest {
    private static final UserId MARY = new UserId("mary");
    private static final TotpSecret SECRET = TotpSecret.of("JBSWY3DPEHPK3PXP");

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33, 64})
    void refusesKeysOfAnotherSize(int bytes) {
        assertThatThrownBy(() -> SealingKeys.of(new byte[bytes])).isInstanceOf(InvalidValueException.class);
        SealingKeys keys = SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> keys.withEarlier(new byte[bytes])).isInstanceOf(InvalidValueException.class);
    }

    /** SECURITY case 45: zeros are what is there where a key was never filled in. */
    @Test
    void refusesKeysOfZeros() {
        byte[] zeros = new byte[SealingKeys.KEY_SIZE_BYTES];
        SealingKeys keys = SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> SealingKeys.of(zeros)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> keys.withEarlier(zeros)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> PepperKeys.of(zeros)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> PepperKeys.retired(zeros)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void namesAKeyByItselfAndTellsNothingOfIt() {
        byte[] key = "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        SealingKeys keys = SealingKeys.of(key);
        assertThat(keys.currentId())
                .matches("[0-9a-f]{16}")
                .isEqualTo(SealingKeys.of(key).currentId())
                .isNotEqualTo(SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII))
                        .currentId());
        assertThat(keys.toString() + keys.keys().current().orElseThrow() + keys.currentId())
                .doesNotContain("0123456789", HexFormat.of().formatHex(key, 0, 8));
    }

    @Test
    void copiesWhatItIsGiven() {
        byte[] key = "k".repeat(32).getBytes(StandardCharsets.US_ASCII);
        SealingKeys keys = SealingKeys.of(key);
        TotpSecret sealed = Sealers.under(keys).seal(SECRET, MARY);
        Arrays.fill(key, (byte) 7);
        keys.keys().current().orElseThrow().bytes()[0] = 7;
        assertThat(Sealers.under(keys).open(sealed, MARY)).isEqualTo(SECRET);
    }

    @Test
    void closingOneLeavesThoseMadeFromIt() {
        SealingKeys keys = SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII));
        SealingKeys more = keys.withEarlier("k".repeat(32).getBytes(StandardCharsets.US_ASCII));
        keys.close();
        assertThatCode(() -> Sealers.under(more).seal(SECRET, MARY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> keys.withEarlier("k".repeat(32).getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalStateException.class);
    }
}
