package io.keyholder.domain.user;

import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Removal;
import io.keyholder.domain.internal.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * An extra, typed property of a user. Immutable; without content in {@code toString}.
 *
 * @param id the property's own id
 * @param identifier what it is about, such as {@code org.example.quotaBytes}
 * @param declaredType the kind that its type declares
 * @param value absent when it has none, when it is unreadable or when it is encrypted
 * @param deleted when it was soft-deleted, never 0 milliseconds since 1970
 * @param encryptedSelf its encrypted content, opaque here
 * @param unknownMembers what its stored form said beyond this
 */
public record Property(
        Optional<String> id,
        Optional<String> identifier,
        Optional<ValueType> declaredType,
        Optional<TypedValue> value,
        Optional<Instant> deleted,
        Optional<String> encryptedSelf,
        PreservedJson unknownMembers) {
    public Property {
        id.ifPresent(text -> Check.anyText("property id", text, Integer.MAX_VALUE));
        identifier.ifPresent(text -> Check.anyText("property identifier", text, Integer.MAX_VALUE));
        encryptedSelf.ifPresent(text -> Check.anyText("property content", text, Integer.MAX_VALUE));
        deleted = Removal.kept(deleted);
    }

    /** A property whose id is its identifier, as the current generation writes it. */
    public static Property of(String identifier, TypedValue value) {
        return new Property(
                Optional.of(identifier),
                Optional.of(identifier),
                Optional.of(value.type()),
                Optional.of(value),
                Optional.empty(),
                Optional.empty(),
                PreservedJson.NONE);
    }

    /**
     * The same with another value, in clear: encrypted content goes, because a reader that opens it would take the
     * earlier value for the later one. What its stored form said beyond the value stays.
     */
    public Property withValue(TypedValue newValue) {
        return new Property(
                id,
                identifier,
                Optional.of(newValue.type()),
                Optional.of(newValue),
                deleted,
                Optional.empty(),
                unknownMembers);
    }

    /** The same with encrypted content in the place of its value; what its stored form said beyond that stays. */
    public Property withEncryptedSelf(String newEncryptedSelf) {
        return new Property(
                id,
                identifier,
                declaredType.or(() -> value.map(TypedValue::type)),
                Optional.empty(),
                deleted,
                Optional.of(newEncryptedSelf),
                unknownMembers);
    }

    @Override
    public String toString() {
        return "Property[" + identifier.map(Text::quote).orElse("without identifier") + "]";
    }
}
