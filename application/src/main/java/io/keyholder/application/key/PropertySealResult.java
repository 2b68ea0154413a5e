package io.keyholder.application.key;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.user.Property;
import java.util.Optional;

/** What became of the value of a property to be sealed. */
public sealed interface PropertySealResult extends Outcome<PropertySealResult.Sealed> {
    /**
     * It is sealed.
     *
     * @param property without the value in clear; to be stored
     */
    record Sealed(Property property) implements PropertySealResult {}

    /** Nothing was sealed, because of the keys in the directory. */
    record Refused(SealResult.Refused reason) implements PropertySealResult {}

    @Override
    default Optional<Sealed> success() {
        return this instanceof Sealed sealed ? Optional.of(sealed) : Optional.empty();
    }
}
