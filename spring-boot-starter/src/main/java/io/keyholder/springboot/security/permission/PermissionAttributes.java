package io.keyholder.springboot.security.permission;

import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the thing that a permission is asked for: the first argument of {@code hasPermission}. A bean of
 * the host takes the place of {@link #STANDARD}. Implementations MUST be thread-safe.
 */
@FunctionalInterface
public interface PermissionAttributes {
    /**
     * Nothing of null. {@link Attributes} are themselves. The entries of a map and the components of a record are
     * attributes by their names. Any other value is the attribute {@code id}. Texts, constants, numbers and flags are
     * values; what is anything else stays unknown.
     */
    PermissionAttributes STANDARD = PermissionAttributes::read;

    /** The attributes of a thing. */
    Attributes of(@Nullable Object thing);

    private static Attributes read(@Nullable Object thing) {
        if (thing == null) {
            return Attributes.NONE;
        }
        if (thing instanceof Attributes attributes) {
            return attributes;
        }
        Map<String, AttributeValue> values = new HashMap<>();
        if (thing instanceof Map<?, ?> map) {
            map.forEach((name, value) -> value(value).ifPresent(known -> values.put(String.valueOf(name), known)));
        } else if (thing instanceof Record row) {
            for (RecordComponent component : row.getClass().getRecordComponents()) {
                value(component(row, component)).ifPresent(known -> values.put(component.getName(), known));
            }
        } else {
            value(thing).ifPresent(known -> values.put("id", known));
        }
        return new Attributes(values);
    }

    private static Optional<AttributeValue> value(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return Optional.of(AttributeValue.of(text.toString()));
        }
        if (value instanceof Enum<?> constant) {
            return Optional.of(AttributeValue.of(constant.name()));
        }
        if (value instanceof Boolean flag) {
            return Optional.of(AttributeValue.of(flag));
        }
        if (value instanceof BigDecimal number) {
            return Optional.of(AttributeValue.of(number));
        }
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte
                ? Optional.of(AttributeValue.of(((Number) value).longValue()))
                : Optional.empty();
    }

    private static @Nullable Object component(Record row, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            throw new IllegalStateException("the component " + component.getName() + " cannot be read", unreadable);
        }
    }
}
