package io.keyholder.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No type shows a secret: the domain's part of SECURITY case 20. */
class SecretTypesTest {
    private static final String SENTINEL = "s3nt1nel";

    static Stream<Object> holdersOfASecret() {
        TotpSecret totp = TotpSecret.of(SENTINEL);
        PasswordHash hash = PasswordHash.of(SENTINEL);
        return Stream.of(
                Password.of(SENTINEL),
                hash,
                totp,
                new SecondFactor.On(totp),
                new SecondFactor.Pending(totp),
                new Credentials(Optional.empty(), Optional.of(hash), new SecondFactor.On(totp)),
                ApplicationToken.of(SENTINEL),
                EncryptionPrivateKey.ofPkcs8(SENTINEL.getBytes(StandardCharsets.UTF_8)),
                PreservedJson.of(Map.of("applicationToken", "\"" + SENTINEL + "\""), Set.of()),
                new TypedValue.StringValue(SENTINEL),
                new TypedValue.ClobValue(SENTINEL),
                new TypedValue.JsonValue(SENTINEL),
                Property.of("note", new TypedValue.StringValue(SENTINEL)));
    }

    @ParameterizedTest
    @MethodSource("holdersOfASecret")
    void toStringShowsNoSecret(Object holder) {
        assertThat(holder.toString()).doesNotContain(SENTINEL);
    }

    @Test
    void passwordIsWipedAndThenUnusable() {
        Password password = Password.of("grüße".toCharArray());
        assertThat(password.utf8()).isEqualTo("grüße".getBytes(StandardCharsets.UTF_8));
        assertThat(password).isEqualTo(Password.of("grüße")).isNotEqualTo(Password.of("grusse"));
        password.close();
        assertThatThrownBy(password::utf8).isInstanceOf(IllegalStateException.class);
        assertThat(password).isNotEqualTo(Password.of("\0".repeat(7)));
    }

    @Test
    void passwordMayBeEmptyAndMustBeWellFormedAndBounded() {
        assertThat(Password.of("").isEmpty()).isTrue();
        assertThatThrownBy(() -> Password.of(SENTINEL + "\ud800"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("password holds half of a surrogate pair");
        assertThatThrownBy(() -> Password.of(SENTINEL + "\ud800x")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Password.of("x".repeat(65_537))).isInstanceOf(InvalidValueException.class);
        assertThat(Password.of("x".repeat(65_536)).utf8()).hasSize(65_536);
    }

    @Test
    void privateKeyIsCopiedInAndOutAndWiped() {
        byte[] bytes = {1, 2, 3};
        EncryptionPrivateKey key = EncryptionPrivateKey.ofPkcs8(bytes);
        bytes[0] = 9;
        key.pkcs8()[1] = 9;
        assertThat(key.pkcs8()).containsExactly(1, 2, 3);
        key.close();
        assertThatThrownBy(key::pkcs8).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDemandedSecondFactorNeverCountsAsAbsent() {
        assertThat(new SecondFactor.Unusable().isDemanded()).isTrue();
        assertThat(new SecondFactor.On(TotpSecret.of("x")).isDemanded()).isTrue();
        assertThat(new SecondFactor.Pending(TotpSecret.of("x")).isDemanded()).isFalse();
        assertThat(SecondFactor.off().isDemanded()).isFalse();
        assertThat(new SecondFactor.On(TotpSecret.of("x")).storedSecret()).contains(TotpSecret.of("x"));
        assertThat(new SecondFactor.Unusable().storedSecret()).isEmpty();
    }

    @Test
    void onlyTheDatabaseSourceChecksAStoredHash() {
        PasswordHash hash = PasswordHash.of("h");
        for (AuthenticationSource source : AuthenticationSource.values()) {
            Credentials credentials = new Credentials(Optional.of(source), Optional.of(hash), SecondFactor.off());
            assertThat(credentials.checkableHash().isPresent()).isEqualTo(source == AuthenticationSource.DATABASE);
        }
        assertThat(Credentials.NONE.withPasswordHash(hash).checkableHash()).contains(hash);
        assertThat(Credentials.NONE.withPasswordHash(hash).withoutPassword().checkableHash())
                .isEmpty();
    }
}
