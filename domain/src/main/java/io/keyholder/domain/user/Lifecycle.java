package io.keyholder.domain.user;

import io.keyholder.domain.internal.Removal;
import java.time.Instant;
import java.util.Optional;

/**
 * A user's status and the dates of its life. Immutable.
 *
 * @param status absent when the stored one is missing or unknown; such a user does not get in
 * @param created when the document was made
 * @param registered when the user was made, by the older generations ({@code createdDate})
 * @param termsOfUseAccepted when the terms of use were last accepted
 * @param lastLogin the last login that an older generation recorded; this library records logins elsewhere
 * @param expires the first moment at which the user no longer gets in; absent means never
 * @param deleted when the user was soft-deleted; absent while it is not. Never 0 milliseconds since 1970, which other
 *     software takes for no deletion: the next millisecond stands for that moment
 */
public record Lifecycle(
        Optional<UserStatus> status,
        Optional<Instant> created,
        Optional<Instant> registered,
        Optional<Instant> termsOfUseAccepted,
        Optional<Instant> lastLogin,
        Optional<Instant> expires,
        Optional<Instant> deleted) {
    public Lifecycle {
        deleted = Removal.kept(deleted);
    }

    /** A user document made at this moment. */
    public static Lifecycle startingAt(Instant created, UserStatus status) {
        return new Lifecycle(
                Optional.of(status),
                Optional.of(created),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A user made at this moment: created and registered then. */
    public static Lifecycle registeredAt(Instant now, UserStatus status) {
        return new Lifecycle(
                Optional.of(status),
                Optional.of(now),
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the user gets in at {@code now}. Deletion is judged first, then status, then expiration. */
    public Admission admissionAt(Instant now) {
        if (deleted.isPresent()) {
            return Admission.DELETED;
        }
        if (status.isEmpty()) {
            return Admission.STATUS_UNKNOWN;
        }
        return switch (status.get()) {
            case DISABLED -> Admission.DISABLED;
            case REGISTERING -> Admission.REGISTERING;
            case ACTIVE ->
                expires.filter(end -> !now.isBefore(end)).isPresent() ? Admission.EXPIRED : Admission.ADMITTED;
        };
    }

    /** The same with another status. */
    public Lifecycle withStatus(UserStatus newStatus) {
        return new Lifecycle(
                Optional.of(newStatus), created, registered, termsOfUseAccepted, lastLogin, expires, deleted);
    }

    /** The same with the terms of use accepted. */
    public Lifecycle withTermsOfUseAccepted(Instant when) {
        return new Lifecycle(status, created, registered, Optional.of(when), lastLogin, expires, deleted);
    }

    /** The same with an expiration, or without. */
    public Lifecycle withExpiration(Optional<Instant> end) {
        return new Lifecycle(status, created, registered, termsOfUseAccepted, lastLogin, end, deleted);
    }

    /** The same, soft-deleted; the first deletion counts. */
    public Lifecycle deletedAt(Instant when) {
        return deleted.isPresent()
                ? this
                : new Lifecycle(status, created, registered, termsOfUseAccepted, lastLogin, expires, Optional.of(when));
    }

    /** The same, no longer deleted; status and everything else as before the deletion. */
    public Lifecycle undeleted() {
        return new Lifecycle(status, created, registered, termsOfUseAccepted, lastLogin, expires, Optional.empty());
    }
}
