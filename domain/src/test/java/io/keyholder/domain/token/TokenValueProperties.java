package io.keyholder.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

class TokenValueProperties {
    @Property
    void isReadBackAsItWasMade(@ForAll("values") TokenValue value) {
        TokenValue read = TokenValue.parse(value.reveal());
        assertThat(read).isEqualTo(value);
        assertThat(read.user()).isEqualTo(value.user());
        assertThat(read.name()).isEqualTo(value.name());
        assertThat(value.reveal()).startsWith(TokenValue.PREFIX).doesNotContain("|", " ");
        assertThat(value.toString()).doesNotContain(value.reveal().substring(20));
        assertThat(TokenValue.looksLikeOne(value.reveal())).isTrue();
    }

    @Property
    void everyTypoIsFound(
            @ForAll("values") TokenValue value,
            @ForAll @IntRange(max = 100_000) int position,
            @ForAll @CharRange(from = '!', to = '~') char typed) {
        StringBuilder text = new StringBuilder(value.reveal());
        int at = position % text.length();
        if (text.charAt(at) != typed) {
            text.setCharAt(at, typed);
            assertThatThrownBy(() -> TokenValue.parse(text.toString()))
                    .isInstanceOf(InvalidValueException.class)
                    .message()
                    .doesNotContain(value.reveal().substring(value.reveal().length() - 30));
        }
    }

    @Example
    void refusesWhatIsNoToken() {
        for (String text : new String[] {"", "kht1.", "kht1....", "password", "kht1.a.b.c.d", "x".repeat(10_000)}) {
            assertThatThrownBy(() -> TokenValue.parse(text)).isInstanceOf(InvalidValueException.class);
        }
    }

    @Example
    void needsTheFullRandomness() {
        assertThatThrownBy(() -> TokenValue.of(new UserId("u"), "n", new byte[31]))
                .isInstanceOf(InvalidValueException.class);
    }

    @Provide
    Arbitrary<TokenValue> values() {
        Arbitrary<byte[]> secrets = Arbitraries.bytes().array(byte[].class).ofSize(TokenValue.SECRET_SIZE_BYTES);
        Arbitrary<String> names = Arbitraries.strings()
                .excludeChars('\0')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(name -> name.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        Arbitrary<UserId> users = Arbitraries.strings()
                .alpha()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(40)
                .map(UserId::new);
        return Combinators.combine(users, names, secrets)
                .as((user, name, secret) -> TokenValue.of(user, name, Arrays.copyOf(secret, secret.length)));
    }
}
