package io.keyholder.adapters.crypto.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.Sealers;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClearSecretsTest {
    private static final UserId MARY = new UserId("mary");
    private static final TotpSecret SECRET = TotpSecret.of("JBSWY3DPEHPK3PXP");
    private static final TotpSecret SEALED = Sealers.under(
                    SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII)))
            .seal(SECRET, MARY);

    private final SecretSealer byDefault = BouncyCastleCrypto.create().secretSealer();
    private final SecretSealer chosen = BouncyCastleCrypto.create(
                    CryptoOptions.defaults().withSecretsInClear())
            .secretSealer();

    @Test
    void byDefaultNoSecretIsStoredAtAll() {
        assertThatThrownBy(() -> byDefault.seal(SECRET, MARY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("withSealingKeys")
                .hasMessageNotContaining(SECRET.encoded());
    }

    @Test
    void storesInClearWhereThatWasChosen() {
        assertThat(chosen.seal(SECRET, MARY)).isEqualTo(SECRET);
    }

    @Test
    void readsSecretsStoredInClearAndLeavesThemAsTheyAre() {
        for (SecretSealer sealer : new SecretSealer[] {byDefault, chosen}) {
            assertThat(sealer.open(SECRET, MARY)).isEqualTo(SECRET);
            assertThat(sealer.isOutdated(SECRET)).isFalse();
        }
    }

    @Test
    void opensNothingThatIsSealed() {
        for (SecretSealer sealer : new SecretSealer[] {byDefault, chosen}) {
            assertThatThrownBy(() -> sealer.open(SEALED, MARY)).isInstanceOf(UnsealableSecretException.class);
            assertThat(sealer.isOutdated(SEALED)).isFalse();
        }
    }

    @Test
    void theLastChoiceCounts() {
        CryptoOptions keysLast = CryptoOptions.defaults()
                .withSecretsInClear()
                .withSealingKeys(SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII)));
        assertThat(BouncyCastleCrypto.create(keysLast).secretSealer().open(SEALED, MARY))
                .isEqualTo(SECRET);
    }
}
