package io.keyholder.documents.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Writes a JSON value as text: without white space, numbers as they were spelled, strings escaped only where RFC 8259
 * section 7 demands it. What it writes, {@link StrictJson} reads. Stateless and thread-safe.
 */
public final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(StrictJson.MAX_DEPTH + 1)
                    .build())
            .build();

    private static final int USUAL_BYTES = 2_000;

    private JsonWriter() {}

    /**
     * The text of a value.
     *
     * @throws JsonException when {@link StrictJson} would not read it: half of a surrogate pair, too deep, too long
     */
    public static String of(Json value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, value, 1);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return StrictJson.requireLength(text.toString());
    }

    /**
     * The same in UTF-8.
     *
     * @throws JsonException as {@link #of} does
     */
    public static byte[] utf8(Json value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            write(generator, value, 1);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return StrictJson.requireLength(bytes.toByteArray());
    }

    private static void write(JsonGenerator generator, Json value, int depth) throws IOException {
        if (value instanceof JsonObject object) {
            writeObject(generator, object, requireDepth(depth));
        } else if (value instanceof JsonArray array) {
            writeArray(generator, array, requireDepth(depth));
        } else if (value instanceof JsonString string) {
            generator.writeString(wellFormed(string.value()));
        } else if (value instanceof JsonNumber number) {
            generator.writeNumber(number.literal());
        } else if (value instanceof JsonBoolean flag) {
            generator.writeBoolean(flag == JsonBoolean.TRUE);
        } else {
            generator.writeNull();
        }
    }

    private static void writeObject(JsonGenerator generator, JsonObject object, int depth) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            generator.writeFieldName(wellFormed(member.getKey()));
            write(generator, member.getValue(), depth + 1);
        }
        generator.writeEndObject();
    }

    private static void writeArray(JsonGenerator generator, JsonArray array, int depth) throws IOException {
        generator.writeStartArray();
        for (Json element : array.elements()) {
            write(generator, element, depth + 1);
        }
        generator.writeEndArray();
    }

    private static int requireDepth(int depth) {
        if (depth > StrictJson.MAX_DEPTH) {
            throw unacceptable("is nested deeper than " + StrictJson.MAX_DEPTH);
        }
        return depth;
    }

    private static String wellFormed(String text) {
        if (!Unicode.isWellFormed(text)) {
            throw unacceptable("holds half of a surrogate pair");
        }
        return text;
    }

    private static JsonException unacceptable(String problem) {
        return new JsonException(JsonException.Kind.UNACCEPTABLE, problem);
    }
}
