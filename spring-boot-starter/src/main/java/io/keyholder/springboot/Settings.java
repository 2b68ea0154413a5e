package io.keyholder.springboot;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.failure.KeyholderException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads settings, and explains those that are missing or refused. */
final class Settings {
    private Settings() {}

    /** The value of a property that must be set. */
    static <T> T required(String property, @Nullable T value, String... actions) {
        if (value == null || value.toString().isBlank()) {
            throw new InvalidSettingException(property, "is not set", null, actions);
        }
        return value;
    }

    /** What is made of a property; what refuses it is explained. */
    static <T> T using(String property, Supplier<T> made, String... actions) {
        try {
            return made.get();
        } catch (InvalidValueException refused) {
            throw new InvalidSettingException(property, "is refused: " + refused.getMessage(), refused, actions);
        } catch (KeyholderException unusable) {
            throw new InvalidSettingException(property, "cannot be used: " + unusable.getMessage(), unusable, actions);
        }
    }
}
