package io.keyholder.adapters.crypto.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Base32Properties {
    /** Source: RFC 4648 section 10. */
    private static final Map<String, String> VECTORS = Map.of(
            "", "",
            "f", "MY======",
            "fo", "MZXQ====",
            "foo", "MZXW6===",
            "foob", "MZXW6YQ=",
            "fooba", "MZXW6YTB",
            "foobar", "MZXW6YTBOI======");

    @Example
    void agreesWithTheVectorsOfRfc4648() {
        VECTORS.forEach((text, base32) -> {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Base32.encode(bytes)).isEqualTo(base32.replace("=", ""));
            assertThat(Base32.decode(base32)).hasValue(bytes);
        });
    }

    @Property
    void readsWhatItWroteInEitherLetterCase(@ForAll byte[] bytes) {
        String text = Base32.encode(bytes);
        assertThat(text).matches("[A-Z2-7]*");
        assertThat(Base32.decode(text)).hasValue(bytes);
        assertThat(Base32.decode(text.toLowerCase(Locale.ROOT))).hasValue(bytes);
    }

    @Property
    void acceptsLettersOfTheAlphabetOnly(@ForAll char letter) {
        boolean isOfAlphabet = String.valueOf(letter).matches("[A-Za-z2-7]");
        assertThat(Base32.decode("AAAAAAA" + letter).isPresent()).isEqualTo(isOfAlphabet || letter == '=');
        assertThat(Base32.decode(letter + "AAAAAAA").isPresent()).isEqualTo(isOfAlphabet);
    }
}
