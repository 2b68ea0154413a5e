package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private static final Map<PermissionType, Long> GRANTING = granting();

    private static final long CONFIDENTIAL_DATA_VIEW = 64;

    private PermissionBits() {}

    private static Map<PermissionType, Long> granting() {
        Map<PermissionType, Long> granting = new LinkedHashMap<>();
        granting.put(PermissionType.AUTHENTICATE, 1L);
        granting.put(PermissionType.ADMIN, 2L);
        granting.put(PermissionType.PATIENT_VIEW, 16L);
        granting.put(PermissionType.PATIENT_CREATE, 1024L);
        granting.put(PermissionType.PATIENT_CHANGE_DELETE, 2048L | 4096L | 8192L);
        granting.put(PermissionType.MEDICAL_DATA_VIEW, 32L);
        granting.put(PermissionType.MEDICAL_DATA_CREATE, 128L);
        granting.put(PermissionType.MEDICAL_CHANGE_DELETE, 256L | 512L);
        return Collections.unmodifiableMap(granting);
    }

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
        return type.equals(PermissionType.MEDICAL_DATA_VIEW) ? granting(type) | CONFIDENTIAL_DATA_VIEW : granting(type);
    }
}
