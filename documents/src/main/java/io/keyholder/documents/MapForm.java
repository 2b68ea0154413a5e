package io.keyholder.documents;

import io.keyholder.documents.internal.Json;
import io.keyholder.documents.internal.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A map, of which the entries whose key or value cannot be read are left out. */
record MapForm<K, V>(Function<String, K> key, Function<K, String> name, Form<V> value, Shape valueShape) {
    /** A map by arbitrary text. */
    static <V> MapForm<String, V> byText(Form<V> value) {
        return new MapForm<>(Function.identity(), Function.identity(), value, Shape.WHOLE);
    }

    /** The entries of a member that can be read; none when it is no map. */
    Map<K, V> read(JsonObject source, String member) {
        return source.get(member).orElse(JsonObject.EMPTY) instanceof JsonObject entries ? readable(entries) : Map.of();
    }

    JsonObject write(Map<K, V> values) {
        Map<String, Json> entries = new LinkedHashMap<>();
        values.forEach((entryKey, entryValue) -> entries.put(name.apply(entryKey), value.write(entryValue)));
        return new JsonObject(entries);
    }

    /** Entries that cannot be read outlive a change of the map. */
    Shape shape() {
        return Shape.map(
                (entryName, json) ->
                        keyOf(entryName).isPresent() && value.read(json).isPresent(),
                valueShape);
    }

    private Map<K, V> readable(JsonObject entries) {
        Map<K, V> values = new LinkedHashMap<>();
        entries.members()
                .forEach((entryName, json) -> keyOf(entryName)
                        .ifPresent(entryKey ->
                                value.read(json).ifPresent(entryValue -> values.put(entryKey, entryValue))));
        return values;
    }

    private Optional<K> keyOf(String entryName) {
        return Values.valid(() -> key.apply(entryName));
    }
}
