package io.keyholder.domain.access;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.user.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of a user that is acted upon, by which a permission may be limited: {@code userId}, {@code groupId},
 * {@code healthcarePartyId}, {@code patientId}, {@code deviceId}. What the user lacks is unknown.
 */
public final class TargetAttributes {
    private TargetAttributes() {}

    /** The attributes of this user. */
    public static Attributes of(User target) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put("userId", AttributeValue.of(target.id().value()));
        target.profile().group().ifPresent(group -> values.put("groupId", AttributeValue.of(group.value())));
        put(values, "healthcarePartyId", target.dataOwner().healthcareParty());
        put(values, "patientId", target.dataOwner().patient());
        put(values, "deviceId", target.dataOwner().device());
        return new Attributes(values);
    }

    private static void put(Map<String, AttributeValue> values, String name, Optional<DataOwnerId> id) {
        id.ifPresent(known -> values.put(name, AttributeValue.of(known.value())));
    }
}
