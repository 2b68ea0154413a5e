package io.keyholder.documents.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1640000000123.450",
                "1E400",
                "1e+05",
                "12345678901234567890",
                "-0.0",
                "-0",
                "1.0",
                "0.1000000000000000055511151231257827",
                "1E9999999999",
                "[]",
                "{}",
                "[null,true,false]",
                "{\"a\":{\"b\":[1,{\"c\":\"d\"}]},\"\":0}",
                "\"\\u0000\\b\\f\\n\\r\\t\\\"\\\\/é\uD83D\uDE00\u2028\"",
            })
    void writesBackWhatItRead(String text) {
        assertThat(JsonWriter.of(StrictJson.parse(text))).isEqualTo(text);
        assertThat(JsonWriter.of(StrictJson.parse(StrictJson.decode(text.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(text);
    }

    @Test
    void keepsNumbersOfAnyLength() {
        String digits = "1." + "0123456789".repeat(10_000);

        assertThat(StrictJson.parse(digits)).isEqualTo(new JsonNumber(digits));
        assertThat(new JsonNumber(digits).asDecimal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1,",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{a:1}",
                "{'a':1}",
                "'a'",
                "01",
                "+1",
                ".5",
                "5.",
                "1e",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "-",
                "tru",
                "nul",
                "undefined",
                "/*c*/1",
                "1//c",
                "#c\n1",
                "\"a\tb\"",
                "\"a\nb\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "\"a",
                "1 2",
                "{}{}",
                "{}]",
                "[1}",
                "{\"a\":1]",
                "\u00a01",
                "1\u0000",
                "[1 2]",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "\uFEFF1"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> StrictJson.parse(text))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(JsonException.Kind.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"\\udc00\\ud800\""})
    void refusesHalvesOfSurrogatePairs(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text)).hasMessageContaining("half of a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"\\ud800\":1}", "{\"\\udc00\":1}", "{\"a\":{\"b\\ud800c\":1}}"})
    void refusesHalvesOfSurrogatePairsInNames(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[][] invalid = {
            {'"', (byte) 0xC0, (byte) 0xAF, '"'}, // overlong
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xED, (byte) 0xB0, (byte) 0x80, '"'}, // CESU-8
            {'"', (byte) 0xE9, '"'}, // Latin-1
            {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'}, // beyond U+10FFFF
            {'"', (byte) 0xC3}, // cut off
            {(byte) 0xFE, (byte) 0xFF, 0, '1'}, // UTF-16
        };
        for (byte[] bytes : invalid) {
            assertThatThrownBy(() -> StrictJson.decode(bytes)).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void skipsAByteOrderMarkOfBytes() {
        assertThat(StrictJson.decode("\uFEFF1".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\":1,\"\":2}",
                "[{\"x\":[{\"a\":{},\"b\":2,\"a\":null}]}]",
                "{\"\\u00e9\":1,\"é\":2}",
            })
    void refusesANameGivenTwice(String text) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> StrictJson.parse(text))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(JsonException.Kind.UNACCEPTABLE))
                .withMessageContaining("twice");
    }

    @Test
    void namesWhereANameIsGivenTwice() {
        assertThatThrownBy(() -> StrictJson.parse("{\"properties\":[0,{\"value\":{\"unit\":1,\"unit\":2}}]}"))
                .hasMessage("the text gives a member twice: /properties/1/value/unit");
    }

    @Test
    void showsNoControlCharacterAndNoEndlessNameInItsMessages() {
        String name = "a\\nb\\u001b" + "c".repeat(1_000);

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> StrictJson.parse("{\"" + name + "\":1,\"" + name + "\":2}"))
                .satisfies(refused -> assertThat(refused.problem()).matches("[ -~]{1,200}"))
                .withMessageContaining("/a\\u000ab\\u001bccc");
    }

    @Test
    void showsNoValueInItsMessages() {
        assertThatThrownBy(() -> StrictJson.parse("{\"secret\": s3cr3t}"))
                .hasMessage("the text is not JSON: line 1, column 12")
                .hasNoCause();
    }

    @Test
    void readsUpToItsDepthAndNoDeeper() {
        int depth = StrictJson.MAX_DEPTH;
        String deepest = "[".repeat(depth) + "]".repeat(depth);

        assertThat(JsonWriter.of(StrictJson.parse(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> StrictJson.parse("[" + deepest + "]")).hasMessageContaining("nested deeper than 200");
        assertThatThrownBy(() -> StrictJson.parse("{\"a\":".repeat(100_000)))
                .hasMessageContaining("nested deeper than 200");
        assertThatThrownBy(() -> JsonWriter.of(new JsonArray(java.util.List.of(StrictJson.parse(deepest)))))
                .hasMessageContaining("nested deeper than 200");
    }

    @Test
    void readsUpToItsLengthAndNoLonger() {
        String longest = "\"" + "a".repeat(StrictJson.MAX_LENGTH_BYTES - 2) + "\"";
        String accented = "\"" + "é".repeat(StrictJson.MAX_LENGTH_BYTES / 2) + "\"";

        assertThat(StrictJson.parse(longest)).isEqualTo(new JsonString(longest.substring(1, longest.length() - 1)));
        assertThatThrownBy(() -> StrictJson.parse(longest + " ")).hasMessageContaining("longer than 16777216 bytes");
        assertThatThrownBy(() -> StrictJson.decode((longest + " ").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("longer than 16777216 bytes");
        assertThatThrownBy(() -> StrictJson.parse(accented)).hasMessageContaining("longer than 16777216 bytes");
        assertThatThrownBy(() -> JsonWriter.of(new JsonString("é".repeat(StrictJson.MAX_LENGTH_BYTES / 2))))
                .hasMessageContaining("longer than 16777216 bytes");
    }

    @Test
    void writesNoHalfOfASurrogatePair() {
        assertThatThrownBy(() -> JsonWriter.of(new JsonString("\ud800")))
                .hasMessageContaining("half of a surrogate pair");
        assertThatThrownBy(() -> JsonWriter.of(new JsonObject(java.util.Map.of("\udc00", JsonNull.NULL))))
                .hasMessageContaining("half of a surrogate pair");
    }
}
