package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.ListForm;
import io.keyholder.documents.internal.lossless.Lossless;
import io.keyholder.documents.internal.lossless.Mapping;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.Predicate;
import java.util.List;
import java.util.Optional;

/**
 * An element of {@code permissions} of any generation (FORMATS section 3). One that has {@code grants} or
 * {@code revokes} is read as of the current generation, else as of the first, see {@link PermissionBits}. When
 * {@code revokes} is no list, it is unknown what was taken away: then nothing in the permission grants.
 */
public final class PermissionMapping implements Mapping<Permission> {
    private static final ListForm<PermissionItem> ITEMS = new ListForm<>(new Lossless<>(new PermissionItemMapping()));
    private static final KnownMembers KNOWN = KnownMembers.of("grants", "revokes", "grant", "revoke")
            .together("grants", "revokes", "grant", "revoke")
            .shaped("grants", ITEMS.shape())
            .shaped("revokes", ITEMS.shape());

    @Override
    public Optional<Permission> read(JsonObject source) {
        boolean current =
                source.value("grants").isPresent() || source.value("revokes").isPresent();
        return Optional.of(current ? readItems(source) : PermissionBits.read(source));
    }

    @Override
    public JsonObject write(Permission permission) {
        return new JsonObjectBuilder()
                .put("grants", ITEMS.write(permission.grants()))
                .put("revokes", ITEMS.write(permission.revokes()))
                .build();
    }

    @Override
    public KnownMembers known() {
        return KNOWN;
    }

    @Override
    public PreservedJson unknownMembers(Permission permission) {
        return permission.unknownMembers();
    }

    @Override
    public Permission withUnknownMembers(Permission permission, PreservedJson unknown) {
        return new Permission(permission.grants(), permission.revokes(), unknown);
    }

    private static Permission readItems(JsonObject source) {
        List<PermissionItem> grants = ITEMS.read(source, "grants");
        boolean revokesReadable = source.value("revokes").stream().allMatch(JsonArray.class::isInstance);
        return new Permission(
                revokesReadable
                        ? grants
                        : grants.stream().map(PermissionMapping::withheld).toList(),
                ITEMS.read(source, "revokes"),
                PreservedJson.NONE);
    }

    private static PermissionItem withheld(PermissionItem grant) {
        return new PermissionItem(grant.type(), new Predicate.Unreadable(), grant.validity(), grant.unknownMembers());
    }
}
