package io.keyholder.documents.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text as RFC 8259 defines it and nothing more: no comments, no trailing text, no name twice in an
 * object however it is spelled, no half of a surrogate pair, no invalid UTF-8, no deeper nesting than
 * {@value #MAX_DEPTH}, no more than {@value #MAX_LENGTH_BYTES} bytes of UTF-8. Numbers keep their spelling. Stateless
 * and thread-safe.
 */
public final class StrictJson {
    /** How deep arrays and objects may be nested. */
    public static final int MAX_DEPTH = 200;

    /** The longest text, in bytes of UTF-8: 16 MiB. */
    public static final int MAX_LENGTH_BYTES = 16 * 1024 * 1024;

    /** The most values and names of one text, which bounds the memory that it takes when it is read. */
    public static final int MAX_TOKENS = 1_000_000;

    private static final int MAX_BYTES_A_UNIT = 3;
    private static final int MAX_SHOWN_PATH = 120;
    private static final char REPLACEMENT = '\uFFFD';
    private static final String MARK = "\uFEFF";

    /** Remembers no names, because those of a document may be secrets or chosen by an attacker. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxTokenCount(MAX_TOKENS)
                    .maxStringLength(MAX_LENGTH_BYTES)
                    .maxNameLength(MAX_LENGTH_BYTES)
                    .maxNumberLength(MAX_LENGTH_BYTES)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Reads a text.
     *
     * @throws JsonException when it is not acceptable
     */
    public static Json parse(String text) {
        requireLength(text);
        try (JsonParser parser = parser(text)) {
            parser.nextToken();
            Json value = value(parser, 1);
            requireEnd(parser);
            return value;
        } catch (StreamConstraintsException tooMuch) {
            throw unacceptable("has more than " + MAX_TOKENS + " values and names, or is nested too deep");
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed.getLocation());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    /**
     * The text that bytes of UTF-8 hold, without their byte order mark.
     *
     * @throws JsonException when they hold none, or too long a one
     */
    public static String decode(byte[] utf8) {
        if (utf8.length > MAX_LENGTH_BYTES) {
            throw tooLong();
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 && !text.startsWith(MARK) ? text : strictlyDecoded(utf8);
    }

    /** The replacement character stands for what is malformed, or for itself. */
    private static String strictlyDecoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(withoutMark(utf8)).toString();
        } catch (CharacterCodingException invalid) {
            throw new JsonException(JsonException.Kind.MALFORMED, "is not valid UTF-8");
        }
    }

    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    private static Json value(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw malformed(parser.currentLocation());
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> new JsonString(wellFormed(parser, parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw malformed(parser.currentLocation());
        };
    }

    private static Json object(JsonParser parser, int depth) throws IOException {
        requireDepth(parser, depth);
        Map<String, Json> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            wellFormed(parser, name);
            requireNew(parser, members, name);
            parser.nextToken();
            members.put(name, value(parser, depth + 1));
        }
        return new JsonObject(members);
    }

    private static Json array(JsonParser parser, int depth) throws IOException {
        requireDepth(parser, depth);
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, depth + 1));
        }
        return new JsonArray(elements);
    }

    /** Returns the text when it is short enough to be read. */
    static String requireLength(String text) {
        if (text.length() > MAX_LENGTH_BYTES / MAX_BYTES_A_UNIT && Unicode.utf8Length(text) > MAX_LENGTH_BYTES) {
            throw tooLong();
        }
        return text;
    }

    /** Returns the text in UTF-8 when it is short enough to be read. */
    static byte[] requireLength(byte[] utf8) {
        if (utf8.length > MAX_LENGTH_BYTES) {
            throw tooLong();
        }
        return utf8;
    }

    private static void requireDepth(JsonParser parser, int depth) {
        if (depth > MAX_DEPTH) {
            throw unacceptable("is nested deeper than " + MAX_DEPTH + " at " + path(parser));
        }
    }

    private static void requireNew(JsonParser parser, Map<String, Json> members, String name) {
        if (members.containsKey(name)) {
            throw unacceptable("gives a member twice: " + path(parser));
        }
    }

    private static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw malformed(parser.currentTokenLocation());
        }
    }

    private static String wellFormed(JsonParser parser, String text) {
        if (!Unicode.isWellFormed(text)) {
            throw new JsonException(JsonException.Kind.MALFORMED, "holds half of a surrogate pair at " + path(parser));
        }
        return text;
    }

    private static ByteBuffer withoutMark(byte[] utf8) {
        boolean marked = utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        return ByteBuffer.wrap(utf8, start, utf8.length - start);
    }

    private static String path(JsonParser parser) {
        return Unicode.printable(parser.getParsingContext().pathAsPointer().toString(), MAX_SHOWN_PATH);
    }

    /** Without the parser's own words, which quote the text. */
    private static JsonException malformed(JsonLocation where) {
        return new JsonException(
                JsonException.Kind.MALFORMED,
                "is not JSON: line " + where.getLineNr() + ", column " + where.getColumnNr());
    }

    private static JsonException tooLong() {
        return unacceptable("is longer than " + MAX_LENGTH_BYTES + " bytes");
    }

    private static JsonException unacceptable(String problem) {
        return new JsonException(JsonException.Kind.UNACCEPTABLE, problem);
    }
}
