package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.lossless.MomentForm;
import io.keyholder.domain.user.Lifecycle;

/**
 * The status and the dates of a user (FORMATS section 1). A date that cannot be read is absent, except for those that
 * keep a user out: an unreadable {@code deleted} or {@code expirationDate} has passed long ago.
 */
final class LifecycleMembers {
    private LifecycleMembers() {}

    static Lifecycle read(JsonObject source) {
        return new Lifecycle(
                StatusMembers.read(source),
                MomentForm.MOMENT.read(source, "created"),
                MomentForm.MOMENT.read(source, "createdDate"),
                MomentForm.MOMENT.read(source, "termsOfUseDate"),
                MomentForm.MOMENT.read(source, "lastLoginDate"),
                RemovalMembers.barrier(source, "expirationDate"),
                RemovalMembers.read(source));
    }
}
