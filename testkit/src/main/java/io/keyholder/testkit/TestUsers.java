package io.keyholder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Revision;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.List;

/** Plain users for contract tests, and shortcuts that store them. */
final class TestUsers {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private TestUsers() {}

    /** An active user whose id and login are one. */
    static User named(String name) {
        return user(name, LoginIdentifiers.login(name));
    }

    static User user(String id, LoginIdentifiers identifiers) {
        return User.of(new UserId(id), identifiers, Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
    }

    static User deleted(User user) {
        return user.withLifecycle(life -> life.deletedAt(NOW));
    }

    static User undeleted(User user) {
        return user.withLifecycle(Lifecycle::undeleted);
    }

    static User loggingInAs(User user, String login) {
        return user.withIdentifiers(LoginIdentifiers.login(login));
    }

    static User called(User user, String displayName) {
        return user.withProfile(user.profile().withName(displayName));
    }

    /** Stores a new user, which must work, and returns it with its revision. */
    static User created(UserRepository users, User user) {
        return created(users.create(user));
    }

    static User created(CreateOutcome outcome) {
        assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
        return ((CreateOutcome.Created) outcome).user();
    }

    static List<User> allCreated(UserRepository users, List<User> newUsers) {
        return users.createAll(newUsers).stream().map(TestUsers::created).toList();
    }

    /** Changes a user, which must work, and returns it with its new revision. */
    static User updated(UserRepository users, User user) {
        return updated(users.update(user));
    }

    static User updated(UpdateOutcome outcome) {
        assertThat(outcome).isInstanceOf(UpdateOutcome.Updated.class);
        return ((UpdateOutcome.Updated) outcome).user();
    }

    /** The revision that every stored user carries. */
    static Revision revisionOf(User stored) {
        return stored.revision().orElseThrow(() -> new AssertionError("stored user without a revision"));
    }
}
