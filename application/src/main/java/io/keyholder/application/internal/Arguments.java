package io.keyholder.application.internal;

import io.keyholder.domain.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** The null guard of the public entry points. */
public final class Arguments {
    private Arguments() {}

    /**
     * Returns what was given.
     *
     * @throws InvalidValueException when it is null
     */
    public static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(what, "is null");
        }
        return value;
    }
}
