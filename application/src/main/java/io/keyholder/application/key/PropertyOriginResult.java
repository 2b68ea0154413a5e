package io.keyholder.application.key;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.user.TypedValue;
import java.util.Optional;

/** What became of a sealed property to be read from one data owner alone. Only {@link Signed} has a value. */
public sealed interface PropertyOriginResult extends Outcome<PropertyOriginResult.Signed> {
    /**
     * A key of the data owner that is vouched for and not revoked signed it, for this user and property.
     *
     * @param value the value
     * @param signer SHA-256 of the key, 64 lower-case hex digits
     */
    record Signed(TypedValue value, String signer) implements PropertyOriginResult {
        /** Without the value. */
        @Override
        public String toString() {
            return "Signed[" + signer + "]";
        }
    }

    /** It has no signature: every person who can write the store may have sealed it. */
    record Unsigned() implements PropertyOriginResult {}

    /**
     * It names a signer that is not trusted as the data owner.
     *
     * @param signer SHA-256 of the key, 64 lower-case hex digits
     * @param standing {@link OriginStanding#UNKNOWN_KEY}, {@link OriginStanding#NOT_VOUCHED_FOR} or
     *     {@link OriginStanding#REVOKED}
     */
    record UntrustedSigner(String signer, OriginStanding standing) implements PropertyOriginResult {}

    /** Its signature is not by the key that it names, or it was signed for another content, user or property. */
    record Forged() implements PropertyOriginResult {}

    /** It is rightly signed by the data owner, but not sealed for this pair; or the property is not sealed at all. */
    record Unopenable() implements PropertyOriginResult {}

    @Override
    default Optional<Signed> success() {
        return this instanceof Signed signed ? Optional.of(signed) : Optional.empty();
    }
}
