package io.keyholder.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.List;

/** Plain users for contract tests, and shortcuts that store them. */
public final class TestUsers {
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private TestUsers() {}

    /** An active user whose id and login are one. */
    public static User named(String name) {
        return user(name, LoginIdentifiers.login(name));
    }

    public static User user(String id, LoginIdentifiers identifiers) {
        return User.of(new UserId(id), identifiers, Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
    }

    public static User deleted(User user) {
        return user.withLifecycle(life -> life.deletedAt(NOW));
    }

    public static User undeleted(User user) {
        return user.withLifecycle(Lifecycle::undeleted);
    }

    public static User loggingInAs(User user, String login) {
        return user.withIdentifiers(LoginIdentifiers.login(login));
    }

    public static User called(User user, String displayName) {
        return user.withProfile(user.profile().withName(displayName));
    }

    /** Stores a new user, which must work, and returns it with its revision. */
    public static User created(UserRepository users, User user) {
        return created(users.create(user));
    }

    public static User created(CreateOutcome outcome) {
        assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
        return ((CreateOutcome.Created) outcome).user();
    }

    public static List<User> allCreated(UserRepository users, List<User> newUsers) {
        return users.createAll(newUsers).stream().map(TestUsers::created).toList();
    }

    /** Changes a user, which must work, and returns it with its new revision. */
    public static User updated(UserRepository users, User user) {
        return updated(users.update(user));
    }

    public static User updated(UpdateOutcome outcome) {
        assertThat(outcome).isInstanceOf(UpdateOutcome.Updated.class);
        return ((UpdateOutcome.Updated) outcome).user();
    }

    /** The revision that every stored user carries. */
    public static Revision revisionOf(User stored) {
        return stored.revision().orElseThrow(() -> new AssertionError("stored user without a revision"));
    }
}
