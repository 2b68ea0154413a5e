package io.keyholder.domain.event;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One write of one user, by what it changed. Immutable; holds no content of the user, so that it can be kept and passed
 * on. A listener that wants more reads the user, which may have changed again by then.
 *
 * @param position its place among the events of a store, in the order of {@link String#compareTo}; those of one user
 *     come in the order of its writes
 * @param user who was written
 * @param kinds what changed, at least one
 */
public record UserEvent(String position, UserId user, Set<Kind> kinds) {
    /** The longest position, in UTF-16 units. */
    public static final int MAX_POSITION_LENGTH = 2_000;

    public UserEvent {
        Check.text("position of a user event", position, MAX_POSITION_LENGTH);
        kinds = Check.set(kinds);
        Check.that(!kinds.isEmpty(), "user event", "says that nothing changed");
    }

    /** What can change about a user. */
    public enum Kind {
        CREATED,
        PURGED,
        DELETED,
        UNDELETED,
        /** It may log in now. */
        ACTIVATED,
        DISABLED,
        /** Its status changed in another way. */
        STATUS_CHANGED,
        /** Its expiration, the acceptance of the terms of use or another date changed. */
        DATES_CHANGED,
        IDENTIFIERS_CHANGED,
        PROFILE_CHANGED,
        DATA_OWNER_CHANGED,
        AUTHORIZATION_CHANGED,
        /** Its password or its second factor changed. */
        CREDENTIALS_CHANGED,
        TOKENS_CHANGED,
        PROPERTIES_CHANGED,
        DELEGATIONS_CHANGED,
        /** Something changed that this version gives no meaning to. */
        UNKNOWN_MEMBERS_CHANGED
    }

    /** What a write changed; empty when nothing but the revision. */
    public static Set<Kind> kindsBetween(User before, User after) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        addLifecycle(kinds, before.lifecycle(), after.lifecycle());
        addIf(kinds, Kind.IDENTIFIERS_CHANGED, !before.identifiers().equals(after.identifiers()));
        addIf(kinds, Kind.PROFILE_CHANGED, !before.profile().equals(after.profile()));
        addIf(kinds, Kind.DATA_OWNER_CHANGED, !before.dataOwner().equals(after.dataOwner()));
        addIf(kinds, Kind.AUTHORIZATION_CHANGED, !before.authorization().equals(after.authorization()));
        addIf(kinds, Kind.CREDENTIALS_CHANGED, !before.credentials().equals(after.credentials()));
        addIf(kinds, Kind.TOKENS_CHANGED, !before.tokens().equals(after.tokens()));
        addIf(kinds, Kind.PROPERTIES_CHANGED, !before.properties().equals(after.properties()));
        addIf(kinds, Kind.DELEGATIONS_CHANGED, !before.autoDelegations().equals(after.autoDelegations()));
        addIf(kinds, Kind.UNKNOWN_MEMBERS_CHANGED, !before.unknownMembers().equals(after.unknownMembers()));
        return kinds;
    }

    private static void addLifecycle(Set<Kind> kinds, Lifecycle before, Lifecycle after) {
        addIf(kinds, Kind.DELETED, before.deleted().isEmpty() && after.deleted().isPresent());
        addIf(
                kinds,
                Kind.UNDELETED,
                before.deleted().isPresent() && after.deleted().isEmpty());
        if (!before.status().equals(after.status())) {
            kinds.add(kindOf(after.status()));
        }
        addIf(kinds, Kind.DATES_CHANGED, !datesOf(before).equals(datesOf(after)));
    }

    /** Everything but status and deletion. */
    private static Lifecycle datesOf(Lifecycle life) {
        return new Lifecycle(
                Optional.empty(),
                life.created(),
                life.registered(),
                life.termsOfUseAccepted(),
                life.lastLogin(),
                life.expires(),
                Optional.empty());
    }

    private static Kind kindOf(Optional<UserStatus> status) {
        if (status.equals(Optional.of(UserStatus.ACTIVE))) {
            return Kind.ACTIVATED;
        }
        return status.equals(Optional.of(UserStatus.DISABLED)) ? Kind.DISABLED : Kind.STATUS_CHANGED;
    }

    private static void addIf(Set<Kind> kinds, Kind kind, boolean changed) {
        if (changed) {
            kinds.add(kind);
        }
    }
}
