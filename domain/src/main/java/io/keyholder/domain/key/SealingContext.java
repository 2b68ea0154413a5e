package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;

/**
 * What sealed data is about, such as the id of the document it belongs to: authenticated with the data and not hidden,
 * so that no one can put it in another place. Sealing and opening MUST be told the same. Immutable.
 *
 * @param value 1 to {@value #MAX_LENGTH} UTF-16 units
 */
public record SealingContext(String value) {
    /** The longest context, in UTF-16 units. */
    public static final int MAX_LENGTH = 4_096;

    public SealingContext {
        Check.text("sealing context", value, MAX_LENGTH);
    }
}
