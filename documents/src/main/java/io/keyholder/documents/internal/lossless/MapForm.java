package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A map, of which the entries whose key or value cannot be read are left out. */
public record MapForm<K, V>(
        Function<String, K> key, Function<K, String> name, ValueCodec<V> value, MergeRule valueShape)
        implements ValueCodec<Map<K, V>> {
    /** A map by arbitrary text. */
    public static <V> MapForm<String, V> byText(ValueCodec<V> value) {
        return new MapForm<>(Function.identity(), Function.identity(), value, MergeRule.WHOLE);
    }

    /** The entries of a member that can be read; none when it is no map. */
    public Map<K, V> read(JsonObject source, String member) {
        return source.get(member).flatMap(this::read).orElseGet(Map::of);
    }

    @Override
    public Optional<Map<K, V>> read(Json json) {
        return json instanceof JsonObject entries ? Optional.of(readable(entries)) : Optional.empty();
    }

    @Override
    public JsonObject write(Map<K, V> values) {
        Map<String, Json> entries = new LinkedHashMap<>();
        values.forEach((entryKey, entryValue) -> entries.put(name.apply(entryKey), value.write(entryValue)));
        return new JsonObject(entries);
    }

    /** Entries that cannot be read outlive a change of the map. */
    public MergeRule shape() {
        return MergeRule.map(
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
