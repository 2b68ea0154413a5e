package io.keyholder.domain.identity;

import io.keyholder.domain.internal.Check;

/**
 * The state of a stored user that an update was made against. Opaque: only the store that gave it knows what it means.
 *
 * @param value 1 to 256 characters
 */
public record Revision(String value) {
    public Revision {
        Check.text("revision", value, 256);
    }

    @Override
    public String toString() {
        return value;
    }
}
