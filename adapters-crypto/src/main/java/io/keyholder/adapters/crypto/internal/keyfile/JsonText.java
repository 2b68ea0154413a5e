package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON that JWKs are made of (RFC 8259): objects, arrays, strings and words. Members are strings, words as
 * text, lists and maps; a name that comes twice is refused. For one text.
 */
final class JsonText {
    private static final int MOST_DEPTH = 4;
    private static final String SPACES = " \t\r\n";

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * The one object that the text is.
     *
     * @throws InvalidValueException when it is not
     */
    static Map<String, Object> object(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value(0);
        json.skipSpaces();
        if (json.at != text.length()) {
            throw malformed();
        }
        return objectOf(value);
    }

    /** A value that must be an object. */
    static Map<String, Object> objectOf(Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw malformed();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        members.forEach((name, member) -> object.put(String.valueOf(name), member));
        return object;
    }

    private Object value(int depth) {
        skipSpaces();
        if (depth > MOST_DEPTH) {
            throw malformed();
        }
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        for (boolean first = true; !ends('}', first); first = false) {
            skipSpaces();
            String name = string();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw malformed();
            }
        }
        return members;
    }

    private List<Object> elements(int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        for (boolean first = true; !ends(']', first); first = false) {
            elements.add(value(depth + 1));
        }
        return elements;
    }

    private boolean ends(char close, boolean first) {
        skipSpaces();
        if (peek() == close) {
            at++;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    /** Nothing in a JWK needs an escape, so none is read. */
    private String string() {
        expect('"');
        int end = text.indexOf('"', at);
        if (end < 0) {
            throw malformed();
        }
        String content = text.substring(at, end);
        if (content.indexOf('\\') >= 0 || content.chars().anyMatch(letter -> letter < ' ')) {
            throw malformed();
        }
        at = end + 1;
        return content;
    }

    private String word() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return text.substring(start, at);
    }

    private void expect(char letter) {
        skipSpaces();
        if (peek() != letter) {
            throw malformed();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private void skipSpaces() {
        while (at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static InvalidValueException malformed() {
        return new InvalidValueException("private key file", "is not the JSON of a key");
    }
}
