package io.keyholder.commandline.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadableDocumentTest {
    @Test
    void hidesSecretsAtAnyDepth() {
        String shown = ReadableDocument.of("""
                {"passwordHash":"H1","x":[{"secret":{"deep":["H2"]}}],"passwordToken":7,"activationToken":"H3",\
                "applicationTokens":{"lab":"H4","other":["H5"]},"authenticationTokens":{"a":{"token":"H6"}},"loginHash":"H7"}""");

        assertThat(shown)
                .doesNotContain("H1", "H2", "H3", "H4", "H5", "H6", "H7", "7")
                .contains("\"lab\" : \"(hidden)\"", "\"other\" : \"(hidden)\"", "\"secret\" : \"(hidden)\"");
    }

    @Test
    void showsThatThereIsNoSecret() {
        assertThat(ReadableDocument.of("{\"passwordHash\":null}")).contains("\"passwordHash\" : null");
    }

    @Test
    void keepsNumbersAsTheyAreSpelled() {
        assertThat(ReadableDocument.of("{\"a\":[12345678901234567890,1.50,1e400,-0]}"))
                .contains("12345678901234567890, 1.50, 1e400, -0");
    }

    @Test
    void keepsEveryKindOfValue() {
        assertThat(ReadableDocument.of("{\"a\":{},\"b\":[],\"c\":true,\"d\":null,\"e\":\"é漢🔑\"}"))
                .contains("\"a\" : { }", "\"b\" : [ ]", "\"c\" : true", "\"d\" : null", "\"e\" : \"é漢🔑\"");
    }

    @Test
    void escapesWhatMovesTheCursorOrHidesText() {
        String shown = ReadableDocument.of("{\"a\u202e\":\"\\u001b[2J\u0085\u2028\u007f\u00ad\"}");

        assertThat(shown).doesNotContain("\u202e", "\u001b", "\u0085", "\u2028", "\u007f", "\u00ad");
        assertThat(shown)
                .containsIgnoringCase("\\u202e")
                .containsIgnoringCase("\\u001b[2J\\u0085\\u2028\\u007f\\u00ad");
    }
}
