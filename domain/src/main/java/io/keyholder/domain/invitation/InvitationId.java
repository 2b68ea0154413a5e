package io.keyholder.domain.invitation;

import io.keyholder.domain.internal.Check;

/**
 * The identity of an invitation; no secret. Ordered by its characters. Immutable.
 *
 * @param value 1 to {@value #MAX_LENGTH} of a-z, 0-9 and -: fit for a document id and a file name
 */
public record InvitationId(String value) implements Comparable<InvitationId> {
    /** The longest id. */
    public static final int MAX_LENGTH = 64;

    public InvitationId {
        Check.text("invitation id", value, MAX_LENGTH);
        Check.that(value.chars().allMatch(InvitationId::isAllowed), "invitation id", "holds other than a-z, 0-9 and -");
    }

    @Override
    public int compareTo(InvitationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-';
    }
}
