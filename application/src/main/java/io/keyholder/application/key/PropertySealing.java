package io.keyholder.application.key;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Seals the values of a user's properties, on the client: what is stored with the user is their {@code encryptedSelf},
 * Base64 of the sealed form, and no value. Each is bound to its user and its identifier, so it opens in no other place.
 * Thread-safe.
 */
public final class PropertySealing {
    private final DataSealing sealing;
    private final Function<TypedValue, byte[]> writing;
    private final Function<byte[], TypedValue> reading;

    /**
     * Seals in this form.
     *
     * @param writing what a value looks like before it is sealed, such as {@code PropertyContents::write} of the
     *     documents
     * @param reading the reverse; throws what it likes for content that is none
     */
    public PropertySealing(
            DataSealing sealing, Function<TypedValue, byte[]> writing, Function<byte[], TypedValue> reading) {
        this.sealing = sealing;
        this.writing = writing;
        this.reading = reading;
    }

    /**
     * The property with its value sealed for these data owners, to be stored in the place of the one in clear.
     *
     * @throws InvalidValueException when it has no identifier or no value
     */
    public PropertySealResult seal(UserId user, Property property, Collection<DataOwnerId> owners) {
        TypedValue value = property.value().orElseThrow(() -> new InvalidValueException("property", "has no value"));
        byte[] content = writing.apply(value);
        try {
            SealResult result = sealing.seal(content, owners, contextOf(user, property));
            return result instanceof SealResult.Sealed sealed
                    ? new PropertySealResult.Sealed(
                            property.withEncryptedSelf(Base64.getEncoder().encodeToString(sealed.bytes())))
                    : new PropertySealResult.Refused((SealResult.Refused) result);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * The value of a property that {@link #seal} made; absent when it is another user's or property's, was sealed for
     * another key, or was changed.
     *
     * @throws InvalidValueException when it has no identifier
     */
    public Optional<TypedValue> open(UserId user, Property property, EncryptionKeyPair pair) {
        SealingContext context = contextOf(user, property);
        return property.encryptedSelf()
                .flatMap(PropertySealing::decoded)
                .flatMap(content -> opened(sealing.open(content, pair, context)));
    }

    private Optional<TypedValue> opened(OpenResult result) {
        if (!(result instanceof OpenResult.Opened opened)) {
            return Optional.empty();
        }
        byte[] content = opened.content();
        try (opened) {
            return Optional.of(reading.apply(content));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException otherForm) {
            return Optional.empty();
        }
    }

    /** The length of the user id keeps two pairs from reading the same. */
    private static SealingContext contextOf(UserId user, Property property) {
        String identifier = property.identifier()
                .orElseThrow(() -> new InvalidValueException("property", "has no identifier to bind its content to"));
        return new SealingContext(
                "keyholder property 1 " + user.value().length() + " " + user.value() + " " + identifier);
    }
}
