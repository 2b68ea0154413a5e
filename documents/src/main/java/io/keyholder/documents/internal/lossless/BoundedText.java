package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonString;
import java.util.Optional;

/** Text within bounds, in UTF-16 units; a string outside them cannot be read. */
public record BoundedText(int minLength, int maxLength) implements ValueCodec<String> {
    /** The text of a member. */
    public Optional<String> read(JsonObject source, String name) {
        return source.get(name).flatMap(this::read);
    }

    @Override
    public Optional<String> read(Json json) {
        return json instanceof JsonString text ? Optional.of(text.value()).filter(this::fits) : Optional.empty();
    }

    @Override
    public Json write(String value) {
        return new JsonString(value);
    }

    private boolean fits(String text) {
        return text.length() >= minLength && text.length() <= maxLength;
    }
}
