package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.domain.InvalidValueException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads values that may break a rule of the domain: such a one is absent rather than an error. */
public final class Values {
    private Values() {}

    /**
     * The member as a value of the domain; absent when there is none, when it is no text or when the text breaks a
     * rule.
     */
    public static <T> Optional<T> text(JsonObject source, String name, Function<String, T> type) {
        return source.text(name).flatMap(text -> valid(() -> type.apply(text)));
    }

    /** What is made; absent when it would break a rule of the domain. */
    public static <T> Optional<T> valid(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidValueException broken) {
            return Optional.empty();
        }
    }
}
