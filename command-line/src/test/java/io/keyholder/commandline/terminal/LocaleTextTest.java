package io.keyholder.commandline.terminal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleTextTest {
    /** Each encoding decodes the bytes of UTF-8 to some text: replacement characters, or other letters. */
    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252", "EUC-JP", "Shift_JIS", "KOI8-R"})
    void refusesWhatAnotherEncodingMadeOfUtf8(String encoding) {
        for (String text : List.of("müller", "Ω", "山田", "😀", "e\u0301")) {
            String decoded = new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName(encoding));

            assertThatThrownBy(() -> LocaleText.decodedBy(encoding).require("argument 1", decoded))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContainingAll("argument 1", encoding, "LC_ALL")
                    .hasMessageMatching("\\p{ASCII}*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada@example.org", "~!{}\u007f"})
    void letsAsciiPassUnderEachEncoding(String text) {
        assertThatCode(() -> LocaleText.decodedBy("US-ASCII").require("argument 1", text))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"müller", "山田", "😀"})
    void letsAllLettersPassUnderUtf8(String text) {
        assertThatCode(() -> LocaleText.UTF_8.require("argument 1", text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m\ufffdller", "m\ufffd"})
    void refusesBrokenTextUnderUtf8(String text) {
        assertThatThrownBy(() -> LocaleText.UTF_8.require("argument 1", text))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("argument 1 is not UTF-8");
    }
}
