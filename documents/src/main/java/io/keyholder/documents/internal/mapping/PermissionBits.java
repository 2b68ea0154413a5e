package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A permission of the first generation: {@code {grant: bits, revoke: bits, criteria: [...]}} (FORMATS section 3), read
 * so that it never gives more than was given.
 *
 * <p>A type of today that stands for several bits is granted when all of them are, and revoked when one of them is.
 * Criteria become predicates: see {@link PermissionCriteria}. With an unreadable {@code revoke} no item grants.
 */
final class PermissionBits {
    /** The bits that must all be granted. Viewing confidential data has no type of its own and so is never granted. */
    private static final Map<PermissionType, Long> GRANTING = new EnumMap<>(Map.of(
            PermissionType.AUTHENTICATE, 1L,
            PermissionType.ADMIN, 2L,
            PermissionType.PATIENT_VIEW, 16L,
            PermissionType.MEDICAL_DATA_VIEW, 32L,
            PermissionType.MEDICAL_DATA_CREATE, 128L,
            PermissionType.MEDICAL_CHANGE_DELETE, 256L | 512L,
            PermissionType.PATIENT_CREATE, 1024L,
            PermissionType.PATIENT_CHANGE_DELETE, 2048L | 4096L | 8192L));

    private static final long CONFIDENTIAL_DATA_VIEW = 64;

    private PermissionBits() {}

    static Permission read(JsonObject source) {
        long grant = bits(source, "grant").orElse(0L);
        Optional<Long> revoke = bits(source, "revoke");
        Optional<Json> criteria = source.value("criteria");
        return new Permission(
                items(
                        type -> revoke.isPresent()
                                ? PermissionCriteria.read(criteria, type)
                                : new Predicate.Unreadable(),
                        type -> (grant & granting(type)) == granting(type)),
                items(
                        type -> PermissionCriteria.read(criteria, type),
                        type -> (revoke.orElse(0L) & revoking(type)) != 0),
                PreservedJson.NONE);
    }

    /** None when there is no such member; absent when it is not understood. */
    private static Optional<Long> bits(JsonObject source, String name) {
        return source.value(name).isEmpty()
                ? Optional.of(0L)
                : source.number(name).flatMap(JsonNumber::asLong);
    }

    private static List<PermissionItem> items(
            Function<PermissionType, Predicate> predicate, java.util.function.Predicate<PermissionType> included) {
        return GRANTING.keySet().stream()
                .filter(included)
                .map(type -> PermissionItem.when(type, predicate.apply(type)))
                .toList();
    }

    private static long granting(PermissionType type) {
        return GRANTING.getOrDefault(type, 0L);
    }

    private static long revoking(PermissionType type) {
        return type == PermissionType.MEDICAL_DATA_VIEW ? granting(type) | CONFIDENTIAL_DATA_VIEW : granting(type);
    }
}
