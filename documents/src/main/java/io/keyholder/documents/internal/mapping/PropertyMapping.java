package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.EnumForm;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.Mapping;
import io.keyholder.documents.internal.lossless.MergeRule;
import io.keyholder.documents.internal.lossless.MomentForm;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.ValueType;
import java.util.Optional;

/** An element of {@code properties} (FORMATS section 2). */
final class PropertyMapping implements Mapping<Property> {
    private static final EnumForm<ValueType> TYPE = EnumForm.of(ValueType.class);
    private static final TypedValueForm VALUE = new TypedValueForm();
    private static final KnownMembers KNOWN = KnownMembers.of("id", "type", "typedValue", "deleted", "encryptedSelf")
            .together(RemovalMembers.names())
            .shaped("type", MergeRule.object(KnownMembers.of("identifier", "type")))
            .shaped("typedValue", TypedValueForm.SHAPE);

    @Override
    public Optional<Property> read(JsonObject source) {
        JsonObject type =
                source.get("type").orElse(JsonObject.EMPTY) instanceof JsonObject object ? object : JsonObject.EMPTY;
        return Optional.of(new Property(
                source.text("id"),
                type.text("identifier"),
                type.get("type").flatMap(TYPE::read),
                source.get("typedValue").flatMap(VALUE::read),
                RemovalMembers.read(source),
                source.text("encryptedSelf"),
                PreservedJson.NONE));
    }

    @Override
    public JsonObject write(Property property) {
        return new JsonObjectBuilder()
                .putText("id", property.id())
                .put("type", type(property))
                .put("typedValue", property.value().map(VALUE::write))
                .put("deleted", property.deleted().map(MomentForm.MOMENT::write))
                .putText("encryptedSelf", property.encryptedSelf())
                .build();
    }

    @Override
    public KnownMembers known() {
        return KNOWN;
    }

    @Override
    public PreservedJson unknownMembers(Property property) {
        return property.unknownMembers();
    }

    @Override
    public Property withUnknownMembers(Property property, PreservedJson unknown) {
        return new Property(
                property.id(),
                property.identifier(),
                property.declaredType(),
                property.value(),
                property.deleted(),
                property.encryptedSelf(),
                unknown);
    }

    private static Optional<Json> type(Property property) {
        JsonObject type = new JsonObjectBuilder()
                .putText("identifier", property.identifier())
                .put("type", property.declaredType().map(TYPE::write))
                .build();
        return type.members().isEmpty() ? Optional.empty() : Optional.of(type);
    }
}
