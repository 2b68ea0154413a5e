package io.keyholder.domain.identity;

import io.keyholder.domain.internal.Check;

/**
 * The id of a healthcare party, patient or device: of the owner of encrypted data. Immutable.
 *
 * @param value 1 to 512 UTF-16 units, not checked further: it is the other system's
 */
public record DataOwnerId(String value) implements Comparable<DataOwnerId> {
    public DataOwnerId {
        Check.text("data owner id", value, UserId.MAX_LENGTH);
    }

    @Override
    public int compareTo(DataOwnerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
