package io.keyholder.adapters.crypto.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.Sealers;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;
import io.keyholder.testkit.contract.crypto.SecretSealerContract;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmSecretSealerTest implements SecretSealerContract {
    private static final byte[] KEY = key(1);

    private final SecretSealer sealer = Sealers.under(SealingKeys.of(KEY));

    @Override
    public SecretSealer sealer() {
        return sealer;
    }

    @Override
    public SecretSealer sealerUnderAnotherKey() {
        return Sealers.under(SealingKeys.of(key(2)));
    }

    @Override
    public SecretSealer rotatedSealer() {
        return Sealers.under(SealingKeys.of(key(2)).withEarlier(KEY));
    }

    /** The platform's own AES-GCM opens the box with version, key id and user id as associated data. */
    @Test
    void writesAesGcmThatThePlatformOpens() throws GeneralSecurityException {
        String[] parts = sealer.seal(SECRET, MARY).encoded().split(":", -1);
        byte[] box = Base64.getUrlDecoder().decode(parts[2]);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, box, 0, 12));
        cipher.updateAAD(("sealed1:" + SealingKeys.of(KEY).currentId() + ":mary").getBytes(StandardCharsets.UTF_8));
        assertThat(cipher.doFinal(box, 12, box.length - 12))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(SECRET.encoded());
    }

    /** HKDF-SHA256 of RFC 5869, computed with the platform's HMAC. */
    @Test
    void derivesKeysFromTheKeyOfTheHostAndTheStoredText() throws GeneralSecurityException {
        byte[] info = "keyholder derived key 1:text".getBytes(StandardCharsets.UTF_8);
        byte[] expected = hmac(hmac(new byte[32], KEY), appended(info));
        assertThat(sealer.derivedKeys("text")).containsExactly(expected);
        assertThat(sealer.derivedKeys("texu").get(0)).isNotEqualTo(expected);
        assertThat(sealerUnderAnotherKey().derivedKeys("text").get(0)).isNotEqualTo(expected);
        assertThat(rotatedSealer().derivedKeys("text"))
                .containsExactly(sealerUnderAnotherKey().derivedKeys("text").get(0), expected);
    }

    private static byte[] appended(byte[] info) {
        byte[] longer = Arrays.copyOf(info, info.length + 1);
        longer[info.length] = 1;
        return longer;
    }

    private static byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content);
    }

    @Test
    void theLongestSecretFitsWhereSecretsAreStored() {
        TotpSecret longest = TotpSecret.of("x".repeat(AesGcmSecretSealer.MAX_PLAIN_BYTES));
        assertThat(sealer.open(sealer.seal(longest, MARY), MARY)).isEqualTo(longest);
        assertThatThrownBy(() -> sealer.seal(TotpSecret.of("x".repeat(701)), MARY))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("701 bytes, more than 700");
    }

    @Test
    void doesNotSealTwice() {
        TotpSecret sealed = sealer.seal(SECRET, MARY);
        assertThatThrownBy(() -> sealer.seal(sealed, MARY)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed1:",
                "sealed1::",
                "sealed1:0123456789abcdef:",
                "sealed1:0123456789abcdef:AAAA",
                "sealed1:0123456789ABCDEF:AAAA",
                "sealed1:0123456789abcdef:A",
                "sealed1:0123456789abcdef:AA=",
                "sealed1:0123456789abcdef:AAAA\n",
                "sealed2:0123456789abcdef:AAAA",
                "sealed:anything",
            })
    void refusesWhatOnlyLooksSealed(String stored) {
        assertThatThrownBy(() -> sealer.open(TotpSecret.of(stored), MARY))
                .isInstanceOf(UnsealableSecretException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13, 27, 28})
    void refusesABoxTooShortToHoldATag(int bytes) {
        String id = SealingKeys.of(KEY).currentId();
        String box = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
        assertThatThrownBy(() -> sealer.open(TotpSecret.of("sealed1:" + id + ":" + box), MARY))
                .isInstanceOf(UnsealableSecretException.class);
    }

    @Test
    void userAndKeyAreNotMistakenForEachOther() {
        TotpSecret sealed = sealer.seal(SECRET, new UserId("a:b"));
        assertThatThrownBy(() -> sealer.open(sealed, new UserId("b"))).isInstanceOf(UnsealableSecretException.class);
        assertThat(sealer.open(sealed, new UserId("a:b"))).isEqualTo(SECRET);
    }

    @Test
    void closedKeysOpenAndSealNothing() {
        SealingKeys keys = SealingKeys.of(KEY);
        SecretSealer closed = Sealers.under(keys);
        TotpSecret sealed = closed.seal(SECRET, MARY);
        keys.close();
        assertThatThrownBy(() -> closed.seal(SECRET, MARY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.open(sealed, MARY)).isInstanceOf(IllegalStateException.class);
        assertThatCode(keys::close).doesNotThrowAnyException();
        assertThat(sealer.open(sealed, MARY)).as("other copies live on").isEqualTo(SECRET);
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[SealingKeys.KEY_SIZE_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
