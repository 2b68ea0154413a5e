package io.keyholder.application.key;

import io.keyholder.domain.user.Property;

/** What became of the value of a property to be sealed. */
public sealed interface PropertySealResult {
    /**
     * It is sealed.
     *
     * @param property without the value in clear; to be stored
     */
    record Sealed(Property property) implements PropertySealResult {}

    /** Nothing was sealed, because of the keys in the directory. */
    record Refused(SealResult.Refused reason) implements PropertySealResult {}
}
