package io.keyholder.domain.permission;

import io.keyholder.domain.internal.Check;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller knows about the thing a permission is asked for. An attribute that is not supplied is unknown, not
 * false. Immutable.
 *
 * @param values by name
 */
public record Attributes(Map<String, AttributeValue> values) {
    /** Nothing known. */
    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        values = Check.map(values);
    }

    /** The value of this name, absent when unknown. */
    public Optional<AttributeValue> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
