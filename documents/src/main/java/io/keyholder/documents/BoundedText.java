package io.keyholder.documents;

import io.keyholder.documents.internal.Json;
import io.keyholder.documents.internal.JsonObject;
import io.keyholder.documents.internal.JsonString;
import java.util.Optional;

/** Text within bounds, in UTF-16 units; a string outside them cannot be read. */
record BoundedText(int minLength, int maxLength) implements Form<String> {
    /** The text of a member. */
    Optional<String> read(JsonObject source, String name) {
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
