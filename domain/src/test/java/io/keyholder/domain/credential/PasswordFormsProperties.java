package io.keyholder.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;

/** A password has at most one other form that means the same, and one form that is stored. */
class PasswordFormsProperties {
    @Property
    void bothFormsLeadToTheStoredOne(@ForAll("texts") String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        for (String typed : List.of(composed, decomposed, text)) {
            assertThat(Password.of(typed).composed()).isEqualTo(Password.of(composed));
        }
        if (composed.equals(decomposed)) {
            assertThat(Password.of(composed).equivalent()).isEmpty();
        } else {
            assertThat(Password.of(composed).equivalent()).contains(Password.of(decomposed));
            assertThat(Password.of(decomposed).equivalent()).contains(Password.of(composed));
        }
    }

    @Property
    void asciiHasNoOtherForm(@ForAll @CharRange(to = '\u007F') String text) {
        assertThat(Password.of(text).equivalent()).isEmpty();
        assertThat(Password.of(text).composed()).isEqualTo(Password.of(text));
    }

    @Example
    void aFormThatWouldBeTooLongIsNoForm() {
        Password longest = Password.of("é".repeat(Password.MAX_LENGTH));
        assertThat(longest.equivalent()).isEmpty();
        Password growing = Password.of("\uFB1D".repeat(Password.MAX_LENGTH));
        assertThat(growing.composed()).isEqualTo(growing);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "é",
                        "e\u0301",
                        "ü",
                        "u\u0308",
                        "Å",
                        "\u212B",
                        "한",
                        "\u1112\u1161\u11AB",
                        "ﬁ",
                        "が",
                        "ば",
                        "ệ",
                        "\u0323",
                        "\u0302",
                        "\uD83D\uDD11",
                        "क\u093C",
                        "\uFB1D")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
