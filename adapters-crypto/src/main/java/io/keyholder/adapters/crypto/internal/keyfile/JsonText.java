package io.keyholder.adapters.crypto.internal.keyfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.keyholder.domain.InvalidValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into strings, lists and maps with Jackson's parser; numbers and words as text. A name that comes twice in
 * one object is refused, and so is deep nesting. Stateless.
 */
public final class JsonText {
    private static final int MOST_DEPTH = 8;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();

    private JsonText() {}

    /**
     * The one object that the text is.
     *
     * @throws InvalidValueException when it is not
     */
    public static Map<String, Object> object(String text) {
        return objectOf(value(text));
    }

    /**
     * The one value that the text is.
     *
     * @throws InvalidValueException when it is not
     */
    static Object value(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw malformed();
            }
            return value;
        } catch (IOException damaged) {
            throw malformed();
        }
    }

    /** A value that must be an object. */
    public static Map<String, Object> objectOf(Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw malformed();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        members.forEach((name, member) -> object.put(String.valueOf(name), member));
        return object;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                members.put(name, value(parser, parser.nextToken()));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                elements.add(value(parser, next));
            }
            return elements;
        }
        String text = token == null ? null : parser.getText();
        if (text == null) {
            throw malformed();
        }
        return text;
    }

    private static InvalidValueException malformed() {
        return new InvalidValueException("private key file", "is not the JSON of a key");
    }
}
