package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.Mapping;
import io.keyholder.documents.internal.lossless.MomentForm;
import io.keyholder.documents.internal.lossless.TextForm;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.ValidityInterval;
import java.time.Instant;
import java.util.Optional;

/**
 * A grant or a revoke of the current generation (FORMATS section 3). Only an item whose type is no name of one cannot
 * be read: where anything else is not understood, its variant, its predicate or its time, the item gets
 * {@link Predicate.Unreadable}, so that it never grants and always revokes.
 */
final class PermissionItemMapping implements Mapping<PermissionItem> {
    static final TextForm<PermissionType> TYPE = new TextForm<>(PermissionType::of, PermissionType::name);

    private static final String VARIANT = "AlwaysPermissionItem";
    static final String CLASS = "org.taktik.icure.entities.security." + VARIANT;
    private static final PredicateForm PREDICATE = new PredicateForm();
    private static final KnownMembers KNOWN = KnownMembers.of(
                    "java_type", "itemType", "$type", "type", "predicate", "validFrom", "validUntil")
            .shaped("predicate", PredicateForm.SHAPE);

    @Override
    public Optional<PermissionItem> read(JsonObject source) {
        return source.get("type").flatMap(TYPE::read).map(type -> read(source, type));
    }

    @Override
    public JsonObject write(PermissionItem item) {
        return new JsonObjectBuilder()
                .putText("java_type", CLASS)
                .put("type", TYPE.write(item.type()))
                .put("predicate", PREDICATE.write(item.predicate()))
                .put("validFrom", item.validity().from().map(MomentForm.MOMENT::write))
                .put("validUntil", item.validity().until().map(MomentForm.MOMENT::write))
                .build();
    }

    @Override
    public KnownMembers known() {
        return KNOWN;
    }

    @Override
    public PreservedJson unknownMembers(PermissionItem item) {
        return item.unknownMembers();
    }

    @Override
    public PermissionItem withUnknownMembers(PermissionItem item, PreservedJson unknown) {
        return new PermissionItem(item.type(), item.predicate(), item.validity(), unknown);
    }

    private static PermissionItem read(JsonObject source, PermissionType type) {
        Optional<ValidityInterval> validity = validity(source);
        boolean understood = validity.isPresent() && ClassNames.variants(source).allMatch(VARIANT::equals);
        return new PermissionItem(
                type,
                understood ? PREDICATE.read(source.value("predicate")) : new Predicate.Unreadable(),
                validity.orElse(ValidityInterval.ALWAYS),
                PreservedJson.NONE);
    }

    private static Optional<ValidityInterval> validity(JsonObject source) {
        Optional<Instant> from = MomentForm.MOMENT.read(source, "validFrom");
        Optional<Instant> until = MomentForm.MOMENT.read(source, "validUntil");
        boolean readable = from.isPresent() == source.value("validFrom").isPresent()
                && until.isPresent() == source.value("validUntil").isPresent();
        return readable ? Values.valid(() -> new ValidityInterval(from, until)) : Optional.empty();
    }
}
