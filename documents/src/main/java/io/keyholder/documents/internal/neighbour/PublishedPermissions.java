package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.mapping.PermissionMapping;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.ValidityInterval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The permissions that other servers are to see. They evaluate neither revokes nor predicates nor time, so that only
 * those grants are published which hold always and which no revoke of the user concerns.
 */
final class PublishedPermissions {
    private static final String ITEM = "org.taktik.icure.entities.security.AlwaysPermissionItem";
    private static final PermissionMapping MAPPING = new PermissionMapping();
    private static final List<String> BITS = List.of("grant", "revoke", "criteria");

    private final List<GenerationReader> readers;
    private final Set<PermissionType> revoked;

    /** @param all all permissions of the user */
    PublishedPermissions(List<GenerationReader> readers, List<Permission> all) {
        this.readers = readers;
        this.revoked = new LinkedHashSet<>();
        all.forEach(permission -> permission.revokes().forEach(item -> revoked.add(item.type())));
    }

    /** What is published of the permissions of a document. */
    Json of(Json permissions) {
        List<Json> published = new ArrayList<>();
        if (permissions instanceof JsonArray list) {
            list.elements().forEach(json -> {
                if (json instanceof JsonObject permission) {
                    of(permission).ifPresent(published::add);
                }
            });
        }
        return new JsonArray(published);
    }

    private Optional<Json> of(JsonObject source) {
        boolean isCurrent =
                source.value("grants").isPresent() || source.value("revokes").isPresent();
        Permission permission = MAPPING.read(source).orElseThrow();
        return isCurrent ? ofItems(source, permission) : ofBits(source, permission);
    }

    private Optional<Json> ofItems(JsonObject source, Permission permission) {
        List<Json> grants = permission.grants().stream()
                .filter(this::isPlain)
                .map(PermissionItem::type)
                .filter(this::isUnrevoked)
                .map(PublishedPermissions::item)
                .toList();
        List<Json> revokes = permission.revokes().stream()
                .filter(this::isPlain)
                .map(PermissionItem::type)
                .map(PublishedPermissions::item)
                .toList();
        Map<String, Json> published = new LinkedHashMap<>(source.members());
        BITS.forEach(published::remove);
        published.put("grants", same(source, "grants", grants));
        published.put("revokes", same(source, "revokes", revokes));
        boolean isNothing = grants.isEmpty()
                && revokes.isEmpty()
                && !(permission.grants().isEmpty() && permission.revokes().isEmpty());
        return isNothing ? Optional.empty() : Optional.of(new JsonObject(published));
    }

    /** The stored items where all of them are published, with what else stands in them. */
    private Json same(JsonObject source, String name, List<Json> items) {
        Fit all = Fit.all(readers.stream()
                .map(reader -> reader.fit("permissions"))
                .flatMap(Optional::stream)
                .toList());
        return source.get(name)
                .filter(json -> json instanceof JsonArray list
                        && list.elements().size() == items.size()
                        && all.accepts(new JsonArray(List.of(new JsonObject(Map.of(name, list))))))
                .orElseGet(() -> new JsonArray(items));
    }

    /** Permissions of the first generation stand whole or not at all. */
    private Optional<Json> ofBits(JsonObject source, Permission permission) {
        boolean isHarmless = permission.grants().stream().allMatch(item -> isAlways(item) && isUnrevoked(item.type()));
        boolean isReadable = Stream.of("grant", "revoke")
                .map(source::get)
                .flatMap(Optional::stream)
                .allMatch(JsonNumber.class::isInstance);
        return isHarmless && isReadable ? Optional.of(source) : Optional.empty();
    }

    private boolean isPlain(PermissionItem item) {
        return isAlways(item)
                && PermissionType.ICURE.contains(item.type())
                && readers.stream().allMatch(reader -> reader.knows(item.type()));
    }

    private static boolean isAlways(PermissionItem item) {
        return item.predicate() instanceof Predicate.Always && item.validity().equals(ValidityInterval.ALWAYS);
    }

    /** A grant of everything is more than it is as soon as anything is revoked. */
    private boolean isUnrevoked(PermissionType type) {
        return type.equals(PermissionType.ADMIN) ? revoked.isEmpty() : !revoked.contains(type);
    }

    private static Json item(PermissionType type) {
        return new JsonObjectBuilder()
                .putText("java_type", ITEM)
                .put("type", new JsonString(type.name()))
                .put("predicate", JsonObject.EMPTY)
                .build();
    }
}
