package io.keyholder.documents.internal.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object.
 *
 * @param members in the order in which they stand; not to be changed by anyone once handed over
 */
public record JsonObject(Map<String, Json> members) implements Json {
    /** Without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** The member of this name; absent when there is none. */
    public Optional<Json> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The value of the member of this name; absent when there is none or when it is {@code null}. */
    public Optional<Json> value(String name) {
        return get(name).filter(json -> json != JsonNull.NULL);
    }

    /** The text of this member; absent when it has none. */
    public Optional<String> text(String name) {
        return members.get(name) instanceof JsonString text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The number of this member; absent when it has none. */
    public Optional<JsonNumber> number(String name) {
        return members.get(name) instanceof JsonNumber number ? Optional.of(number) : Optional.empty();
    }

    /** The same with these members too, in the place of those of the same name. */
    public JsonObject plus(Map<String, Json> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, Json> all = new LinkedHashMap<>(members);
        all.putAll(more);
        return new JsonObject(all);
    }
}
