package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A list, of which the elements that cannot be read are left out. */
public record ListForm<T>(ValueCodec<T> element) implements ValueCodec<List<T>> {
    /** The elements of a member that can be read; none when it is no list. */
    public List<T> read(JsonObject source, String name) {
        return source.get(name).flatMap(this::read).orElseGet(List::of);
    }

    @Override
    public Optional<List<T>> read(Json json) {
        return json instanceof JsonArray array ? Optional.of(readable(array)) : Optional.empty();
    }

    @Override
    public JsonArray write(List<T> values) {
        return writeAll(values);
    }

    /** The array of any collection, in its order. */
    public JsonArray writeAll(Collection<T> values) {
        List<Json> elements = new ArrayList<>(values.size());
        values.forEach(value -> elements.add(element.write(value)));
        return new JsonArray(elements);
    }

    /** Elements that cannot be read outlive a change of the list. */
    public MergeRule shape() {
        return MergeRule.list(json -> element.read(json).isPresent());
    }

    private List<T> readable(JsonArray array) {
        List<T> values = new ArrayList<>(array.elements().size());
        array.elements().forEach(json -> element.read(json).ifPresent(values::add));
        return values;
    }
}
