package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.documents.internal.mapping.TypedValueForm;
import io.keyholder.domain.user.TypedValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a property's {@code encryptedSelf} holds before it is encrypted: an object in JSON of the members that are
 * hidden, as iCure's clients write it; here {@code {"typedValue": ...}} (FORMATS section 2). Stateless and thread-safe.
 */
public final class PropertyContents {
    private static final String TYPED_VALUE = "typedValue";
    private static final TypedValueForm VALUE = new TypedValueForm();

    private PropertyContents() {}

    /** The content that hides this value, in UTF-8; the caller wipes it where it matters. */
    public static byte[] write(TypedValue value) {
        JsonObject content = new JsonObjectBuilder()
                .put(TYPED_VALUE, Optional.of(VALUE.write(value)))
                .build();
        try {
            return JsonWriter.of(content).getBytes(StandardCharsets.UTF_8);
        } catch (JsonException unwritable) {
            throw DocumentException.ofText(unwritable.problem(), Optional.empty(), unwritable.isMalformed());
        }
    }

    /**
     * The value in it. Other hidden members are not looked at.
     *
     * @throws DocumentException when it is no such content
     */
    public static TypedValue read(byte[] utf8) {
        return value(parse(utf8)).orElseThrow(() -> DocumentException.of("holds no value that can be read"));
    }

    private static Optional<TypedValue> value(Json content) {
        return content instanceof JsonObject object ? object.get(TYPED_VALUE).flatMap(VALUE::read) : Optional.empty();
    }

    private static Json parse(byte[] utf8) {
        try {
            return StrictJson.parse(StrictJson.decode(utf8));
        } catch (JsonException refused) {
            throw DocumentException.ofText(refused.problem(), Optional.empty(), refused.isMalformed());
        }
    }
}
