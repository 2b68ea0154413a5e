package io.keyholder.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second reader of JSON, written for the tests and sharing nothing with the one under test: objects become maps,
 * arrays lists, strings strings; numbers and words keep their spelling as {@link Literal}. Accepts valid JSON only
 * where that matters to a comparison, and refuses duplicate names.
 */
public final class ReferenceJson {
    private final String text;
    private int at;

    /** A number, {@code true}, {@code false} or {@code null}, as it is spelled. */
    record Literal(String spelling) {}

    private ReferenceJson(String text) {
        this.text = text;
    }

    public static Object parse(String text) {
        ReferenceJson reader = new ReferenceJson(text);
        Object value = reader.value();
        reader.skipSpace();
        require(reader.at == text.length(), "trailing text");
        return value;
    }

    @SuppressWarnings("unchecked")
    public // the caller knows its document
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) parse(text);
    }

    /** The text of what {@link #parse} gave, or of what a test made in the same form. */
    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    static Literal literal(String spelling) {
        return new Literal(spelling);
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> members) {
            String separator = "{";
            for (Map.Entry<?, ?> member : members.entrySet()) {
                appendString(out.append(separator), (String) member.getKey());
                append(out.append(':'), member.getValue());
                separator = ",";
            }
            out.append(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> elements) {
            String separator = "[";
            for (Object element : elements) {
                append(out.append(separator), element);
                separator = ",";
            }
            out.append(elements.isEmpty() ? "[]" : "]");
        } else if (value instanceof Literal literal) {
            out.append(literal.spelling());
        } else {
            appendString(out, (String) value);
        }
    }

    private static void appendString(StringBuilder out, String string) {
        out.append('"');
        string.chars().forEach(unit -> {
            if (unit < ' ' || unit == '"' || unit == '\\' || unit > '~') {
                out.append("\\u").append(Integer.toHexString(0x10000 | unit).substring(1));
            } else {
                out.append((char) unit);
            }
        });
        out.append('"');
    }

    private Object value() {
        skipSpace();
        return switch (text.charAt(at)) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        while (text.charAt(at) != '}') {
            skipSpace();
            String name = string();
            skipSpace();
            require(text.charAt(at++) == ':', "no colon");
            require(members.put(name, value()) == null, "duplicate " + name);
            skipSeparator();
        }
        at++;
        return members;
    }

    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        at++;
        skipSpace();
        while (text.charAt(at) != ']') {
            elements.add(value());
            skipSeparator();
        }
        at++;
        return elements;
    }

    private String string() {
        require(text.charAt(at++) == '"', "no string");
        StringBuilder string = new StringBuilder();
        while (text.charAt(at) != '"') {
            string.append(text.charAt(at) == '\\' ? escape() : text.charAt(at));
            at++;
        }
        at++;
        return string.toString();
    }

    private char escape() {
        at++;
        return switch (text.charAt(at)) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
            }
            default -> text.charAt(at);
        };
    }

    private Literal word() {
        int start = at;
        while (at < text.length() && ",]}\n\r\t ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return new Literal(text.substring(start, at));
    }

    private void skipSeparator() {
        skipSpace();
        if (text.charAt(at) == ',') {
            at++;
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
