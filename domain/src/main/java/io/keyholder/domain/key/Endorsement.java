package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import java.time.Instant;

/**
 * The word of a person that a public key is its data owner's: compared on paper, by a call, by a challenge. Immutable.
 *
 * @param voucher who gave it, in the host's own terms; 1 to {@value #MAX_LENGTH} UTF-16 units
 * @param at when it was said
 */
public record Endorsement(String voucher, Instant at) {
    /** The longest name of a voucher, in UTF-16 units. */
    public static final int MAX_LENGTH = 600;

    public Endorsement {
        Check.text("voucher", voucher, MAX_LENGTH);
    }
}
