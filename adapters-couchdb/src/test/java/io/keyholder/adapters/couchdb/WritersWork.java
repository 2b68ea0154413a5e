package io.keyholder.adapters.couchdb;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a writer is about when something happens to it. */
enum WritersWork {
    CREATE,
    CREATE_MANY,
    CHANGE_IDENTIFIERS,
    SOFT_DELETE,
    UNDELETE,
    PURGE;

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * The users before the work and after it, each state with a name of its own.
     *
     * @param before stored at first
     * @param after what the writer makes of them; of those that collide the first is made
     */
    record Plan(WritersWork work, List<User> before, List<User> after) {
        Set<UserId> ids() {
            return all().map(User::id).collect(Collectors.toUnmodifiableSet());
        }

        Set<IdentifierKey> keys() {
            return all().flatMap(user -> user.identifiers().keys().stream()).collect(Collectors.toUnmodifiableSet());
        }

        /** Whether this is the old state of a user or the new one. */
        boolean allows(UserId id, Optional<User> found) {
            Optional<User> bare = found.map(User::withoutRevision);
            return Stream.of(before, after)
                    .map(users ->
                            users.stream().filter(user -> user.id().equals(id)).findFirst())
                    .anyMatch(bare::equals);
        }

        /** The outcomes of the work. */
        List<?> doIn(UserRepository users) {
            return switch (work) {
                case CREATE -> List.of(users.create(after.get(0)));
                case CREATE_MANY -> users.createAll(after);
                case CHANGE_IDENTIFIERS, SOFT_DELETE, UNDELETE ->
                    List.of(users.update(after.get(0).withRevision(stored(users))));
                case PURGE -> List.of(users.purge(before.get(0).id(), stored(users)));
            };
        }

        private Revision stored(UserRepository users) {
            return users.findById(before.get(0).id()).flatMap(User::revision).orElseThrow();
        }

        private Stream<User> all() {
            return Stream.concat(before.stream(), after.stream());
        }
    }

    Plan plan(String name) {
        LoginIdentifiers identifiers = LoginIdentifiers.login(name + "-login").withEmail(name + "-mail");
        User plain = FrailWriter.user(new UserId(name), identifiers, name);
        User other = plain.withProfile(plain.profile().withName(name + " afterwards"));
        User deleted = plain.withLifecycle(life -> life.deletedAt(NOW));
        return switch (this) {
            case CREATE -> new Plan(this, List.of(), List.of(plain));
            case CREATE_MANY -> new Plan(this, List.of(), List.of(plain, user(name, "-2"), user(name, "-mail")));
            case CHANGE_IDENTIFIERS ->
                new Plan(
                        this,
                        List.of(plain),
                        List.of(other.withIdentifiers(LoginIdentifiers.login(name + "-new")
                                .withEmail(name + "-mail")
                                .withMobilePhone(name + "-phone"))));
            case SOFT_DELETE ->
                new Plan(this, List.of(plain), List.of(other.withLifecycle(life -> life.deletedAt(NOW))));
            case UNDELETE -> new Plan(this, List.of(deleted), List.of(other));
            case PURGE -> new Plan(this, List.of(plain), List.of());
        };
    }

    private static User user(String name, String suffix) {
        return FrailWriter.user(new UserId(name + suffix), LoginIdentifiers.login(name + suffix), name + suffix);
    }
}
