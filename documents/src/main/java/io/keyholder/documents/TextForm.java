package io.keyholder.documents;

import io.keyholder.documents.internal.Json;
import io.keyholder.documents.internal.JsonString;
import java.util.Optional;
import java.util.function.Function;

/** A value of the domain that is a string in JSON; a string that breaks the rules of its type cannot be read. */
record TextForm<T>(Function<String, T> maker, Function<T, String> text) implements Form<T> {
    @Override
    public Optional<T> read(Json json) {
        return json instanceof JsonString string ? Values.valid(() -> maker.apply(string.value())) : Optional.empty();
    }

    @Override
    public Json write(T value) {
        return new JsonString(text.apply(value));
    }
}
