package io.keyholder.application;

import io.keyholder.domain.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** The null guard of the public entry points. */
final class Given {
    private Given() {}

    /**
     * Returns what was given.
     *
     * @throws InvalidValueException when it is null
     */
    static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(what, "is null");
        }
        return value;
    }
}
