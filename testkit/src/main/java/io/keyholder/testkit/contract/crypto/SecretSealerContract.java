package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link SecretSealer} promises of an implementation that encrypts. */
@EndsInTime
@Promise(of = SecretSealer.class, value = "The secret in clear.")
public interface SecretSealerContract {
    /** Whose secret is sealed here. */
    UserId MARY = new UserId("mary");

    /** What is sealed here. */
    TotpSecret SECRET = TotpSecret.of("SHA1:6:GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    /** A sealer under an unpredictable key; the same key each time. */
    SecretSealer sealer();

    /** A sealer under another key, which knows nothing of the first. */
    SecretSealer sealerUnderAnotherKey();

    /** A sealer under another key, which still knows the one of {@link #sealer()} as an earlier one. */
    SecretSealer rotatedSealer();

    @Test
    default void opensWhatItSealed() {
        for (String plain : List.of("JBSWY3DPEHPK3PXP", "x", "é€😀", "SHA512:8:" + "A".repeat(400))) {
            TotpSecret sealed = sealer().seal(TotpSecret.of(plain), MARY);
            assertThat(sealer().open(sealed, MARY)).isEqualTo(TotpSecret.of(plain));
        }
    }

    @Test
    @Promise(
            of = SecretSealer.class,
            value = "Encrypts second-factor secrets at rest under a key of the host that can rotate.")
    default void hidesTheSecret() {
        assertThat(sealed().encoded()).doesNotContain(SECRET.encoded());
    }

    @Test
    @Promise(
            of = SecretSealer.class,
            value = "Encrypts second-factor secrets at rest under a key of the host that can rotate.")
    default void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(sealed()).isNotEqualTo(sealed());
    }

    @Test
    @Promise(
            of = SecretSealer.class,
            value = "A secret that was never sealed, as iCure stores it, is returned as it is.")
    default void givesBackASecretThatWasNeverSealed() {
        assertThat(sealer().open(SECRET, MARY)).isEqualTo(SECRET);
        assertThat(sealer().isOutdated(SECRET)).isTrue();
        assertThat(sealer().isOutdated(sealed())).isFalse();
    }

    @Test
    @Promise(of = SecretSealer.class, value = "when it is sealed for another user, under an unknown key, or damaged")
    default void refusesASecretMovedToAnotherUser() {
        TotpSecret sealed = sealed();
        for (UserId other : List.of(new UserId("john"), new UserId("Mary"), new UserId("mary2"), new UserId("m"))) {
            assertUnsealable(sealer(), sealed, other);
        }
    }

    @Test
    @Promise(of = SecretSealer.class, value = "when it is sealed for another user, under an unknown key, or damaged")
    default void refusesASecretUnderAnUnknownKey() {
        assertUnsealable(sealerUnderAnotherKey(), sealed(), MARY);
    }

    @Test
    @Promise(of = SecretSealer.class, value = "when it is sealed for another user, under an unknown key, or damaged")
    default void refusesASecretWithAnyCharacterChanged() {
        String sealed = sealed().encoded();
        for (int i = 0; i < sealed.length(); i++) {
            String changed = sealed.substring(0, i) + otherThan(sealed.charAt(i)) + sealed.substring(i + 1);
            assertNotOpened(changed);
            assertNotOpened(sealed.substring(0, i) + sealed.substring(i + 1));
        }
    }

    @Test
    @Promise(
            of = SecretSealer.class,
            value = "Whether the stored form should be sealed anew: it is in clear or under an " + "earlier key.")
    default void opensUnderAnEarlierKeyAndAsksForSealingAnew() {
        TotpSecret sealed = sealed();
        assertThat(rotatedSealer().open(sealed, MARY)).isEqualTo(SECRET);
        assertThat(rotatedSealer().isOutdated(sealed)).isTrue();
        TotpSecret anew = rotatedSealer().seal(SECRET, MARY);
        assertThat(rotatedSealer().isOutdated(anew)).isFalse();
        assertUnsealable(sealer(), anew, MARY);
    }

    private TotpSecret sealed() {
        return sealer().seal(SECRET, MARY);
    }

    /** A change may make a text that never was sealed, which comes back as it is; it never opens as the secret. */
    private void assertNotOpened(String changed) {
        try {
            assertThat(sealer().open(TotpSecret.of(changed), MARY)).isEqualTo(TotpSecret.of(changed));
        } catch (UnsealableSecretException expected) {
            assertThat(expected).hasMessageNotContaining(changed);
        }
    }

    private static void assertUnsealable(SecretSealer sealer, TotpSecret sealed, UserId user) {
        assertThatThrownBy(() -> sealer.open(sealed, user))
                .isInstanceOf(UnsealableSecretException.class)
                .hasMessageNotContaining(SECRET.encoded())
                .hasMessageNotContaining(sealed.encoded());
    }

    private static char otherThan(char letter) {
        return letter == 'A' ? 'B' : 'A';
    }
}
