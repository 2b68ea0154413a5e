package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;
import io.keyholder.testkit.arbitraries.UserIdArbitraries;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is sealed opens for its user alone, and not with a single bit changed. */
class SealingProperties {
    @Property
    void opensForItsUserAlone(
            @ForAll("keys") byte[] key,
            @ForAll("secrets") String secret,
            @ForAll("users") UserId user,
            @ForAll("users") UserId other) {
        SecretSealer sealer = Sealers.under(SealingKeys.of(key));
        TotpSecret sealed = sealer.seal(TotpSecret.of(secret), user);
        assertThat(sealer.open(sealed, user).encoded()).isEqualTo(secret);
        if (!other.equals(user)) {
            assertThatThrownBy(() -> sealer.open(sealed, other)).isInstanceOf(UnsealableSecretException.class);
        }
    }

    @Property
    void refusesAnyFlippedBit(
            @ForAll("keys") byte[] key,
            @ForAll("secrets") String secret,
            @ForAll("users") UserId user,
            @ForAll @IntRange(max = 10_000) int bit) {
        SecretSealer sealer = Sealers.under(SealingKeys.of(key));
        String[] parts = sealer.seal(TotpSecret.of(secret), user).encoded().split(":", -1);
        byte[] box = Base64.getUrlDecoder().decode(parts[2]);
        box[bit / Byte.SIZE % box.length] ^= (byte) (1 << bit % Byte.SIZE);
        String flipped = parts[0] + ":" + parts[1] + ":"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(box);
        assertThatThrownBy(() -> sealer.open(TotpSecret.of(flipped), user))
                .isInstanceOf(UnsealableSecretException.class);
    }

    @Property
    void refusesEveryOtherSpellingOfTheSameBytes(@ForAll("secrets") String secret, @ForAll("users") UserId user) {
        SecretSealer sealer = Sealers.under(SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII)));
        String sealed = sealer.seal(TotpSecret.of(secret), user).encoded();
        String beforeLast = sealed.substring(0, sealed.length() - 1);
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            TotpSecret respelled = TotpSecret.of(beforeLast + last);
            if (!respelled.encoded().equals(sealed)) {
                assertThatThrownBy(() -> sealer.open(respelled, user)).isInstanceOf(UnsealableSecretException.class);
            }
        }
    }

    @Provide
    Arbitrary<byte[]> keys() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(SealingKeys.KEY_SIZE_BYTES)
                .filter(key -> !Arrays.equals(key, new byte[SealingKeys.KEY_SIZE_BYTES]));
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withChars("ABCXYZ234567:é€")
                .ofMinLength(1)
                .ofMaxLength(200)
                .filter(text -> !text.startsWith("sealed"));
    }

    @Provide
    Arbitrary<UserId> users() {
        return UserIdArbitraries.userIds();
    }
}
