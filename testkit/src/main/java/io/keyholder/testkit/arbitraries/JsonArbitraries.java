package io.keyholder.testkit.arbitraries;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Arbitraries for JSON text: valid, without white space between tokens, without duplicate names, strings escaped only
 * where RFC 8259 section 7 demands it.
 */
public final class JsonArbitraries {
    private static final int MAX_DEPTH = 3;
    private static final int MAX_ENTRIES = 3;
    private static final int MAX_STRING_LENGTH = 1_000;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1.0",
            "1.50",
            "1640000000123.450",
            "12345678901234567890",
            "-9223372036854775809",
            "1e5",
            "1E+5",
            "1.0e-7",
            "1e400",
            "0.1000000000000000055511151231257827");

    private JsonArbitraries() {}

    /** Any value, nested up to {@value #MAX_DEPTH} levels. */
    public static Arbitrary<String> json() {
        Arbitrary<String> values = scalars();
        for (int depth = 1; depth <= MAX_DEPTH; depth++) {
            values = Choice.of(6, scalars())
                    .or(1, arrays(values))
                    .or(1, objects(values))
                    .arbitrary();
        }
        return values.withoutEdgeCases();
    }

    /** The text as a JSON string, quotes included. */
    public static String quoted(String text) {
        return text.codePoints().mapToObj(JsonArbitraries::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static Arbitrary<String> scalars() {
        return Choice.of(2, Arbitraries.of("null", "true", "false"))
                .or(2, Arbitraries.of(NUMBERS))
                .or(2, Arbitraries.longs().withoutEdgeCases().map(String::valueOf))
                .or(3, TextArbitraries.anyText(MAX_STRING_LENGTH).map(JsonArbitraries::quoted))
                .arbitrary();
    }

    private static Arbitrary<String> arrays(Arbitrary<String> values) {
        return values.list().ofMaxSize(MAX_ENTRIES).map(entries -> "[" + String.join(",", entries) + "]");
    }

    private static Arbitrary<String> objects(Arbitrary<String> values) {
        return Maps.upTo(MAX_ENTRIES, TextArbitraries.anyText(MAX_STRING_LENGTH), values)
                .map(JsonArbitraries::object);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                codePoint < ' ' ? String.format(Locale.ROOT, "\\u%04X", codePoint) : Character.toString(codePoint);
        };
    }
}
