package io.keyholder.domain.identity;

import io.keyholder.domain.internal.Check;

/**
 * The practice or hospital that a user belongs to. Immutable.
 *
 * @param value 1 to 512 UTF-16 units
 */
public record GroupId(String value) {
    public GroupId {
        Check.text("group id", value, UserId.MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
