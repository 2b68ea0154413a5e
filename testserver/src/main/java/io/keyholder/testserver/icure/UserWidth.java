package io.keyholder.testserver.icure;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** In what a user may do more than it might before. */
public final class UserWidth {
    private static final String INVITATION = "invitation:";

    private final User before;
    private final User after;
    private final Set<String> wider = new LinkedHashSet<>();

    private UserWidth(User before, User after) {
        this.before = before;
        this.after = after;
    }

    /** The parts by which a user is wider than it was; empty when it is not. New passwords and tokens are none. */
    public static Set<String> wider(User before, User after) {
        UserWidth width = new UserWidth(before, after);
        width.compareLives();
        width.compareRights();
        width.compareTokens();
        return width.wider;
    }

    /** The proofs that a user has now and did not have before: a password, tokens. */
    public static Set<String> newProofs(User before, User after) {
        UserWidth width = new UserWidth(before, after);
        width.note(
                "password",
                !before.credentials().passwordHash().equals(after.credentials().passwordHash()));
        after.tokens()
                .authentication()
                .forEach((name, token) -> width.note(
                        "token",
                        before.tokens()
                                .named(name)
                                .filter(known -> known.hash().equals(token.hash()))
                                .isEmpty()));
        width.note(
                "application token",
                !before.tokens()
                        .application()
                        .entrySet()
                        .containsAll(after.tokens().application().entrySet()));
        return width.wider;
    }

    private void compareLives() {
        note("status", rank(after) > rank(before));
        note("end", !isNoLater(after.lifecycle().expires(), before.lifecycle().expires()));
        note("deletion", before.isDeleted() && !after.isDeleted());
        note(
                "source",
                after.credentials().checkableHash().isPresent()
                        && before.credentials().checkableHash().isEmpty()
                        && before.credentials().passwordHash().isPresent());
        note(
                "second factor",
                before.credentials().secondFactor().isDemanded()
                        && !after.credentials().secondFactor().isDemanded());
    }

    private void compareRights() {
        note(
                "roles",
                !before.authorization()
                        .roles()
                        .containsAll(after.authorization().roles()));
        note("grants", !items(before, Permission::grants).containsAll(items(after, Permission::grants)));
        note("revokes", !items(after, Permission::revokes).containsAll(items(before, Permission::revokes)));
        compareOwner("healthcare party", user -> user.dataOwner().healthcareParty());
        compareOwner("patient", user -> user.dataOwner().patient());
        compareOwner("device", user -> user.dataOwner().device());
        note(
                "group",
                after.profile().group().isPresent()
                        && !after.profile().group().equals(before.profile().group()));
    }

    private void compareOwner(String what, Function<User, Optional<DataOwnerId>> part) {
        note(what, part.apply(after).isPresent() && !part.apply(after).equals(part.apply(before)));
    }

    private void compareTokens() {
        after.tokens().authentication().forEach((name, later) -> {
            Optional<AuthenticationToken> known =
                    before.tokens().named(name).filter(token -> token.hash().equals(later.hash()));
            note("invitation", name.startsWith(INVITATION) && known.isEmpty());
            known.ifPresent(token -> note(
                    "token",
                    !later.scope().equals(token.scope())
                            || !later.revoked().equals(token.revoked())
                            || later.created().isAfter(token.created())
                            || isLonger(later.validity(), token.validity())));
        });
    }

    private static boolean isLonger(TokenValidity after, TokenValidity before) {
        return before instanceof TokenValidity.Limited limited
                && !(after instanceof TokenValidity.Limited later
                        && later.duration().compareTo(limited.duration()) <= 0);
    }

    private static Set<Object> items(User user, Function<Permission, List<PermissionItem>> part) {
        Set<Object> items = new LinkedHashSet<>();
        user.authorization()
                .permissions()
                .forEach(permission -> part.apply(permission)
                        .forEach(item -> items.add(List.of(item.type(), item.predicate(), item.validity()))));
        return items;
    }

    private static boolean isNoLater(Optional<Instant> after, Optional<Instant> before) {
        return before.isEmpty()
                || after.filter(end -> !end.isAfter(before.get())).isPresent();
    }

    private static int rank(User user) {
        return user.lifecycle()
                .status()
                .map(status -> switch (status) {
                    case ACTIVE -> 3;
                    case REGISTERING -> 2;
                    case DISABLED -> 1;
                })
                .orElse(0);
    }

    private void note(String what, boolean isWider) {
        if (isWider) {
            wider.add(what);
        }
    }
}
