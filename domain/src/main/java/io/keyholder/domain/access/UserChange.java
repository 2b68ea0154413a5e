package io.keyholder.domain.access;

import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names what is done to a user by what differs before and after. */
public final class UserChange {
    private UserChange() {}

    /** Everything that is done; empty when the two differ in their revision at most. */
    public static Set<UserAction> between(User before, User after) {
        Set<UserAction> actions = EnumSet.noneOf(UserAction.class);
        addIf(actions, UserAction.CHANGE_IDENTIFIERS, !before.identifiers().equals(after.identifiers()));
        addIf(
                actions,
                UserAction.EDIT_PROFILE,
                !before.profile().name().equals(after.profile().name())
                        || !before.properties().equals(after.properties()));
        addIf(
                actions,
                UserAction.CHANGE_ASSOCIATION,
                !before.dataOwner().equals(after.dataOwner())
                        || !nameless(before.profile()).equals(nameless(after.profile())));
        addIf(actions, UserAction.EDIT_PERSONAL, !before.autoDelegations().equals(after.autoDelegations()));
        addIf(actions, UserAction.CHANGE_AUTHORIZATION, !before.authorization().equals(after.authorization()));
        addIf(actions, UserAction.SET_SECRETS, !before.credentials().equals(after.credentials()));
        addIf(
                actions,
                UserAction.CHANGE_UNKNOWN_MEMBERS,
                !before.unknownMembers().equals(after.unknownMembers()));
        addLifecycle(actions, before.lifecycle(), after.lifecycle());
        addTokens(actions, before.tokens(), after.tokens());
        return actions;
    }

    /** What is done, beside creating it, by giving a new user all this. */
    public static Set<UserAction> atCreation(User created) {
        Set<UserAction> actions = between(
                User.of(created.id(), created.identifiers(), created.lifecycle())
                        .withProfile(created.profile())
                        .withDataOwner(created.dataOwner())
                        .withProperties(created.properties())
                        .withAutoDelegations(created.autoDelegations())
                        .withCredentials(created.credentials()),
                created);
        actions.add(UserAction.CREATE);
        return actions;
    }

    private static void addLifecycle(Set<UserAction> actions, Lifecycle before, Lifecycle after) {
        addIf(actions, UserAction.EDIT_PERSONAL, !before.termsOfUseAccepted().equals(after.termsOfUseAccepted()));
        boolean disabled =
                !before.status().equals(after.status()) && after.status().equals(Optional.of(UserStatus.DISABLED));
        boolean deleted = before.deleted().isEmpty() && after.deleted().isPresent();
        boolean expiresEarlier = end(after).isBefore(end(before));
        addIf(actions, UserAction.DEACTIVATE, disabled || deleted || expiresEarlier);
        Lifecycle explained = new Lifecycle(
                disabled ? after.status() : before.status(),
                before.created(),
                before.registered(),
                after.termsOfUseAccepted(),
                before.lastLogin(),
                expiresEarlier ? after.expires() : before.expires(),
                deleted ? after.deleted() : before.deleted());
        addIf(actions, UserAction.CHANGE_STATUS, !explained.equals(after));
    }

    private static Instant end(Lifecycle lifecycle) {
        return lifecycle.expires().orElse(Instant.MAX);
    }

    private static void addTokens(Set<UserAction> actions, Tokens before, Tokens after) {
        if (before.equals(after)) {
            return;
        }
        boolean made = after.authentication().entrySet().stream().anyMatch(entry -> isMade(before, entry))
                || !before.application()
                        .entrySet()
                        .containsAll(after.application().entrySet());
        addIf(actions, UserAction.CREATE_TOKEN, made);
        boolean gone = !after.authentication()
                        .entrySet()
                        .containsAll(before.authentication().entrySet())
                || !after.application()
                        .entrySet()
                        .containsAll(before.application().entrySet());
        addIf(actions, UserAction.REVOKE_TOKEN, gone);
    }

    /** Whether this token was not there before, revocation apart. */
    static boolean isMade(Tokens before, Map.Entry<String, AuthenticationToken> now) {
        Optional<AuthenticationToken> earlier = before.named(now.getKey());
        return !earlier.equals(Optional.of(now.getValue()))
                && !earlier.flatMap(token -> now.getValue().revoked().map(token::revokedAt))
                        .equals(Optional.of(now.getValue()));
    }

    private static Profile nameless(Profile profile) {
        return new Profile(Optional.empty(), profile.group(), profile.externalIdentifiers());
    }

    private static void addIf(Set<UserAction> actions, UserAction action, boolean done) {
        if (done) {
            actions.add(action);
        }
    }
}
