package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A word out of a fixed vocabulary; a word outside it cannot be read. Letter case matters. */
public final class EnumForm<E extends Enum<E>> implements ValueCodec<E> {
    private final Map<String, E> values = new HashMap<>();
    private final Function<E, String> word;

    private EnumForm(Class<E> type, Function<E, String> word) {
        this.word = word;
        for (E value : type.getEnumConstants()) {
            values.put(word.apply(value), value);
        }
    }

    /** Spelled as the constants are. */
    public static <E extends Enum<E>> EnumForm<E> of(Class<E> type) {
        return new EnumForm<>(type, Enum::name);
    }

    /** Spelled by a rule. */
    public static <E extends Enum<E>> EnumForm<E> of(Class<E> type, Function<E, String> word) {
        return new EnumForm<>(type, word);
    }

    @Override
    public Optional<E> read(Json json) {
        return json instanceof JsonString text ? of(text.value()) : Optional.empty();
    }

    /** The constant that is spelled like this. */
    public Optional<E> of(String text) {
        return Optional.ofNullable(values.get(text));
    }

    @Override
    public Json write(E value) {
        return new JsonString(word.apply(value));
    }
}
