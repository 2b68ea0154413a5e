package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.CriterionAttributes;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code criteria} of a permission of the first generation as a predicate: all of them must hold. What that
 * generation itself did not understand alike, or never evaluated, is {@link Predicate.Unreadable}: a criterion about
 * several things or none, a data type or a status that is negated, a type of permission that took no such criterion,
 * and any unknown member.
 */
final class PermissionCriteria {
    /** What may stand in a criterion; {@code type} and {@code useless} repeat the others. */
    private static final Set<String> MEMBERS =
            Set.of("negative", "isNegative", "currentUser", "dataType", "patientStatus", "type", "useless");

    private static final Map<String, String> FLAGS = Map.of(
            "DATA_CREATION_USER", CriterionAttributes.IS_DATA_CREATOR,
            "DATA_MODIFICATION_USER", CriterionAttributes.IS_DATA_MODIFIER,
            "PATIENT_CREATION_USER", CriterionAttributes.IS_PATIENT_CREATOR,
            "PATIENT_MODIFICATION_USER", CriterionAttributes.IS_PATIENT_MODIFIER,
            "PATIENT_REFERENCE_HC_USER", CriterionAttributes.IS_PATIENT_REFERENCE,
            "PATIENT_HC_TEAM_USER", CriterionAttributes.IS_PATIENT_TEAM);

    private static final Set<String> DATA_TYPES = Set.of("ADMINISTRATIVE", "HEALTH", "SENSITIVE", "CONFIDENTIAL");

    /** What a criterion is about, by its {@code type}. */
    private enum Kind {
        CURRENT_USER("currentUser"),
        DATA_TYPE("dataType"),
        PATIENT_STATUS("patientStatus");

        private final String member;

        Kind(String member) {
            this.member = member;
        }
    }

    private PermissionCriteria() {}

    /** When a permission with these criteria counts for a type. */
    static Predicate read(Optional<Json> criteria, PermissionType type) {
        if (criteria.isEmpty()) {
            return Predicate.always();
        }
        return criteria.get() instanceof JsonArray list
                ? Values.valid(() -> all(list.elements(), kindsOf(type)))
                        .flatMap(found -> found)
                        .orElseGet(Predicate.Unreadable::new)
                : new Predicate.Unreadable();
    }

    private static Optional<Predicate> all(List<Json> criteria, Set<Kind> allowed) {
        List<Predicate> predicates = new ArrayList<>();
        for (Json criterion : criteria) {
            Optional<Predicate> predicate =
                    criterion instanceof JsonObject source ? one(source, allowed) : Optional.empty();
            if (predicate.isEmpty()) {
                return Optional.empty();
            }
            predicates.add(predicate.get());
        }
        return Optional.of(
                switch (predicates.size()) {
                    case 0 -> Predicate.always();
                    case 1 -> predicates.get(0);
                    default -> new Predicate.And(predicates);
                });
    }

    private static Optional<Predicate> one(JsonObject source, Set<Kind> allowed) {
        List<Kind> kinds = EnumSet.allOf(Kind.class).stream()
                .filter(kind -> source.value(kind.member).isPresent())
                .toList();
        boolean understood = MEMBERS.containsAll(source.members().keySet())
                && kinds.size() == 1
                && allowed.containsAll(kinds)
                && isRepeated(source, kinds.get(0));
        Optional<Boolean> negative = negative(source);
        return understood && negative.isPresent() ? comparison(source, kinds.get(0), negative.get()) : Optional.empty();
    }

    /** Whether the members that repeat others say the same. */
    private static boolean isRepeated(JsonObject source, Kind kind) {
        return source.value("type").stream().allMatch(new JsonString(kind.name())::equals)
                && source.value("useless").stream().allMatch(JsonBoolean.FALSE::equals);
    }

    private static Optional<Boolean> negative(JsonObject source) {
        List<Json> said = List.of("negative", "isNegative").stream()
                .flatMap(name -> source.value(name).stream())
                .distinct()
                .toList();
        if (said.isEmpty()) {
            return Optional.of(false);
        }
        return said.size() == 1 && said.get(0) instanceof JsonBoolean
                ? Optional.of(said.get(0) == JsonBoolean.TRUE)
                : Optional.empty();
    }

    private static Optional<Predicate> comparison(JsonObject source, Kind kind, boolean isNegative) {
        Optional<String> value = source.text(kind.member);
        if (kind == Kind.CURRENT_USER) {
            return value.map(FLAGS::get)
                    .map(flag -> new Predicate.KeyValue(flag, Operator.EQUAL, AttributeValue.of(true)))
                    .map(predicate -> isNegative ? new Predicate.Not(predicate) : predicate);
        }
        return value.filter(text -> !isNegative && (kind != Kind.DATA_TYPE || DATA_TYPES.contains(text)))
                .map(text -> new Predicate.KeyValue(
                        kind == Kind.DATA_TYPE ? CriterionAttributes.DATA_TYPE : CriterionAttributes.PATIENT_STATUS,
                        Operator.EQUAL,
                        AttributeValue.of(text)));
    }

    /** The criteria that the first generation took for a type; with others it dropped the type. */
    private static Set<Kind> kindsOf(PermissionType type) {
        if (type.equals(PermissionType.AUTHENTICATE) || type.equals(PermissionType.ADMIN)) {
            return EnumSet.noneOf(Kind.class);
        }
        return type.equals(PermissionType.PATIENT_VIEW) ? EnumSet.of(Kind.CURRENT_USER) : EnumSet.allOf(Kind.class);
    }
}
