package io.keyholder.application.key;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Seals the values of a user's properties, on the client: what is stored with the user is their {@code encryptedSelf},
 * Base64 of the sealed form, and no value. Each is bound to its user and its identifier, so it opens in no other place.
 * It shows who sealed it when it is signed. Thread-safe.
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
     * The property with its value sealed for these data owners, to be stored in the place of the one in clear. It is
     * not signed: nothing shows who sealed it.
     *
     * @throws InvalidValueException when it has no identifier or no value
     */
    public PropertySealResult seal(UserId user, Property property, Collection<DataOwnerId> owners) {
        return stored(property, sealed(property, owners, contextOf(user, property)), UnaryOperator.identity());
    }

    /**
     * The same, signed by the pair of its writer, so that {@link #openFrom} can demand its origin. {@link #open} opens
     * it, too.
     *
     * @param signer a pair of the data owner that writes; its public half is registered and vouched for
     * @throws InvalidValueException when the property has no identifier or no value, or the pair cannot sign
     */
    public PropertySealResult sealSigned(
            UserId user, Property property, Collection<DataOwnerId> owners, EncryptionKeyPair signer) {
        String name = signer.publicKey().fingerprint().sha256();
        SealResult result = sealed(property, owners, signedContextOf(user, property, name));
        return stored(property, result, content -> {
            byte[] signature = sealing.signOrigin(statementOf(user, property, name, content), signer);
            return new SignedContent(name, signature, content).encoded();
        });
    }

    /**
     * The value of a property that {@link #seal} or {@link #sealSigned} made, from any writer; absent when it is
     * another user's or property's, was sealed for another key, or was changed.
     *
     * @throws InvalidValueException when it has no identifier
     */
    public Optional<TypedValue> open(UserId user, Property property, EncryptionKeyPair pair) {
        SealingContext unsigned = contextOf(user, property);
        return stored(property)
                .flatMap(content -> SignedContent.read(content)
                        .map(signed -> opened(signed, user, property, pair))
                        .orElseGet(() -> opened(sealing.open(content, pair, unsigned))));
    }

    /**
     * The value of a property that this data owner sealed by {@link #sealSigned}, and no other. An earlier value that
     * it signed for the same property may have been put back.
     *
     * @throws InvalidValueException when it has no identifier
     * @throws io.keyholder.ports.persistence.StoreException when the directory is broken
     */
    public PropertyOriginResult openFrom(DataOwnerId writer, UserId user, Property property, EncryptionKeyPair pair) {
        contextOf(user, property);
        Optional<byte[]> content = stored(property);
        if (content.isEmpty()) {
            return new PropertyOriginResult.Unopenable();
        }
        return content.flatMap(SignedContent::read)
                .map(signed -> openFrom(writer, user, property, pair, signed))
                .orElseGet(PropertyOriginResult.Unsigned::new);
    }

    private PropertyOriginResult openFrom(
            DataOwnerId writer, UserId user, Property property, EncryptionKeyPair pair, SignedContent signed) {
        OriginStatement statement = statementOf(user, property, signed.signer(), signed.sealed());
        OriginStanding standing = sealing.standingOf(statement, signed.signature(), writer);
        return switch (standing) {
            case TRUSTED ->
                opened(signed, user, property, pair)
                        .<PropertyOriginResult>map(value -> new PropertyOriginResult.Signed(value, signed.signer()))
                        .orElseGet(PropertyOriginResult.Unopenable::new);
            case FORGED -> new PropertyOriginResult.Forged();
            case UNKNOWN_KEY, NOT_VOUCHED_FOR, REVOKED ->
                new PropertyOriginResult.UntrustedSigner(signed.signer(), standing);
        };
    }

    private SealResult sealed(Property property, Collection<DataOwnerId> owners, SealingContext context) {
        TypedValue value = property.value().orElseThrow(() -> new InvalidValueException("property", "has no value"));
        byte[] content = writing.apply(value);
        try {
            return sealing.seal(content, owners, context);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static PropertySealResult stored(Property property, SealResult result, UnaryOperator<byte[]> signing) {
        return result instanceof SealResult.Sealed sealed
                ? new PropertySealResult.Sealed(
                        property.withEncryptedSelf(Base64.getEncoder().encodeToString(signing.apply(sealed.bytes()))))
                : new PropertySealResult.Refused((SealResult.Refused) result);
    }

    private static Optional<byte[]> stored(Property property) {
        return property.encryptedSelf().flatMap(PropertySealing::decoded);
    }

    private Optional<TypedValue> opened(SignedContent signed, UserId user, Property property, EncryptionKeyPair pair) {
        return opened(sealing.open(signed.sealed(), pair, signedContextOf(user, property, signed.signer())));
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
        return new SealingContext("keyholder property 1 " + placeOf(user, property));
    }

    /** Names the signer, so that content opens neither without its signature nor behind that of another key. */
    private static SealingContext signedContextOf(UserId user, Property property, String signer) {
        return new SealingContext("keyholder property signed 1 " + signer + " " + placeOf(user, property));
    }

    private static String placeOf(UserId user, Property property) {
        return user.value().length() + " " + user.value() + " " + identifierOf(property);
    }

    private static OriginStatement statementOf(UserId user, Property property, String signer, byte[] sealed) {
        return OriginStatement.about(user, identifierOf(property), signer, sealed);
    }

    private static String identifierOf(Property property) {
        return property.identifier()
                .orElseThrow(() -> new InvalidValueException("property", "has no identifier to bind its content to"));
    }
}
