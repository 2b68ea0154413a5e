package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of an object of our own: what cannot be read makes the document unreadable, rather than be passed over.
 */
public record StrictMembers(JsonObject source) {
    /** The value of a member; absent when there is none. */
    <T> Optional<T> optional(String name, Function<Json, Optional<T>> reader) {
        return source.get(name).map(json -> readable(name, reader.apply(json)));
    }

    /** The value of a member that must be there. */
    <T> T required(String name, Function<Json, Optional<T>> reader) {
        return readable(name, optional(name, reader));
    }

    /** The elements of a member; none when there is no such member. */
    <T> List<T> list(String name, Function<Json, Optional<T>> reader) {
        List<T> values = new ArrayList<>();
        optional(name, StrictMembers::array)
                .ifPresent(array -> array.elements().forEach(json -> values.add(readable(name, reader.apply(json)))));
        return values;
    }

    /** The entries of a member in their order; none when there is no such member. */
    <T> Map<String, T> map(String name, Function<Json, Optional<T>> reader) {
        Map<String, T> values = new LinkedHashMap<>();
        optional(name, StrictMembers::object)
                .ifPresent(object -> object.source()
                        .members()
                        .forEach((key, json) -> values.put(key, readable(name, reader.apply(json)))));
        return values;
    }

    /** Reads an object. */
    static Optional<StrictMembers> object(Json json) {
        return json instanceof JsonObject object ? Optional.of(new StrictMembers(object)) : Optional.empty();
    }

    /** Reads a whole number. */
    static Optional<Long> wholeNumber(Json json) {
        return json instanceof JsonNumber number ? number.asLong() : Optional.empty();
    }

    private static Optional<JsonArray> array(Json json) {
        return json instanceof JsonArray array ? Optional.of(array) : Optional.empty();
    }

    private static <T> T readable(String name, Optional<T> value) {
        return value.orElseThrow(() -> DocumentException.of("has a damaged member: " + name));
    }
}
