package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.lossless.EnumForm;
import io.keyholder.documents.internal.lossless.MomentForm;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The status and the dates of a user (FORMATS section 1). A date that cannot be read is absent, except for those that
 * keep a user out: an unreadable {@code deleted} or {@code expirationDate} has passed long ago.
 */
final class LifecycleMembers {
    static final EnumForm<UserStatus> STATUS = EnumForm.of(UserStatus.class);

    private LifecycleMembers() {}

    static Lifecycle read(JsonObject source) {
        return new Lifecycle(
                source.get("status").flatMap(STATUS::read),
                MomentForm.MOMENT.read(source, "created"),
                MomentForm.MOMENT.read(source, "createdDate"),
                MomentForm.MOMENT.read(source, "termsOfUseDate"),
                MomentForm.MOMENT.read(source, "lastLoginDate"),
                barrier(source, "expirationDate"),
                barrier(source, "deleted"));
    }

    private static Optional<Instant> barrier(JsonObject source, String name) {
        return source.value(name).filter(json -> json != JsonBoolean.FALSE).map(LifecycleMembers::momentOrLongAgo);
    }

    private static Instant momentOrLongAgo(Json json) {
        return MomentForm.MOMENT.read(json).orElse(Instant.EPOCH);
    }
}
