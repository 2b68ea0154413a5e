package io.keyholder.application.internal;

import io.keyholder.domain.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** Refuses nulls where callers hand something in, so that none is judged. */
public final class Required {
    private Required() {}

    /**
     * Returns what was given.
     *
     * @throws InvalidValueException when it is null
     */
    public static <T> T given(String what, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(what, "is null");
        }
        return value;
    }
}
