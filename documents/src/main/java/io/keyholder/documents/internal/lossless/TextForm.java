package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonString;
import java.util.Optional;
import java.util.function.Function;

/** A value of the domain that is a string in JSON; a string that breaks the rules of its type cannot be read. */
public record TextForm<T>(Function<String, T> maker, Function<T, String> text) implements ValueCodec<T> {
    @Override
    public Optional<T> read(Json json) {
        return json instanceof JsonString string ? Values.valid(() -> maker.apply(string.value())) : Optional.empty();
    }

    @Override
    public Json write(T value) {
        return new JsonString(text.apply(value));
    }
}
