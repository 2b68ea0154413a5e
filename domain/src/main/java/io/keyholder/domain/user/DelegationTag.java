package io.keyholder.domain.user;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;

/**
 * The kind of data that is shared automatically, such as {@code medicalInformation}. An open vocabulary: FORMATS
 * section 4 lists iCure's words. Immutable.
 *
 * @param value 0 to 512 UTF-16 units; stored documents decide what they write
 */
public record DelegationTag(String value) {
    /** Every kind of data. */
    public static final DelegationTag ALL = new DelegationTag("all");

    public DelegationTag {
        Check.anyText("delegation tag", value, UserId.MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
