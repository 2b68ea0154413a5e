package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.MapCouchDb.Change;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.identifier.Reservation;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Every state that the users of a database were in, one after each write, and what must hold in all of them. Users are
 * told apart by their display names, of which no two writes share one.
 */
final class Chronicle {
    /** The users after each write; the first state is the empty one. */
    private final List<Map<UserId, User>> states = new ArrayList<>(List.of(Map.of()));

    private final List<Change> changes;

    private Chronicle(List<Change> changes) {
        this.changes = changes;
    }

    /**
     * The history of a database in which at every moment each identifier had one holder, the one that is reserved for.
     */
    static Chronicle of(MapCouchDb database) {
        Chronicle chronicle = new Chronicle(database.changes());
        Map<String, String> owners = new HashMap<>();
        for (Change change : chronicle.changes) {
            chronicle.states.add(chronicle.after(change));
            if (change.id().startsWith(Reservation.PREFIX)) {
                owners.put(change.id(), change.document().path("user").asText());
            }
            chronicle
                    .last()
                    .values()
                    .forEach(user -> HeldIdentifiers.of(user)
                            .forEach(key -> assertThat(owners.get(Reservation.id(key)))
                                    .as("whom %s is reserved for that %s holds", key, user.id())
                                    .isEqualTo(user.id().value())));
        }
        return chronicle;
    }

    /** The users after the last write. */
    Map<UserId, User> last() {
        return states.get(states.size() - 1);
    }

    /** Who holds an identifier after the last write. */
    Optional<User> holder(IdentifierKey key) {
        return holder(last(), key);
    }

    static Optional<User> holder(Map<UserId, User> state, IdentifierKey key) {
        return state.values().stream()
                .filter(user -> HeldIdentifiers.isHeld(user, key))
                .findFirst();
    }

    /** Whether it was so at some moment between these numbers of writes. */
    boolean was(int from, int to, Predicate<Map<UserId, User>> condition) {
        return states.subList(from, to + 1).stream().anyMatch(condition);
    }

    /** Whether a user of this name was ever stored. */
    boolean wasStored(String name) {
        return states.stream().anyMatch(state -> state.values().stream().anyMatch(user -> name.equals(name(user))));
    }

    /**
     * What a write did to a user.
     *
     * @param user who was written
     * @param kinds what changed
     */
    record Written(UserId user, Set<Kind> kinds) {}

    /** Every write after this number of them that changed a user, in their order. */
    List<Written> written(int from) {
        List<Written> written = new ArrayList<>();
        for (int number = from + 1; number < states.size(); number++) {
            String id = changes.get(number - 1).id();
            Optional<User> before = named(id, states.get(number - 1));
            Optional<User> after = named(id, states.get(number));
            Set<Kind> kinds = kinds(before, after);
            before.or(() -> after)
                    .filter(user -> !kinds.isEmpty())
                    .ifPresent(user -> written.add(new Written(user.id(), kinds)));
        }
        return written;
    }

    private static Optional<User> named(String id, Map<UserId, User> state) {
        return state.values().stream()
                .filter(user -> user.id().value().equals(id))
                .findFirst();
    }

    private static Set<Kind> kinds(Optional<User> before, Optional<User> after) {
        if (before.isPresent() && after.isPresent()) {
            return UserEvent.kindsBetween(before.get(), after.get());
        }
        return before.isPresent() ? Set.of(Kind.PURGED) : after.isPresent() ? Set.of(Kind.CREATED) : Set.of();
    }

    /** That the write between these numbers stored exactly this user, revision included. */
    void assertStored(int from, int to, User user) {
        assertThat(was(from, to, state -> user.equals(state.get(user.id()))))
                .as("%s was stored as acknowledged", name(user))
                .isTrue();
    }

    /** That nothing came back that was replaced or removed, so that no write was done twice. */
    void assertNothingCameTwice() {
        Map<UserId, String> names = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Map<UserId, User> state : states) {
            names.keySet().retainAll(state.keySet());
            state.forEach((id, user) -> {
                String before = names.put(id, name(user));
                if (!name(user).equals(before)) {
                    assertThat(seen.add(name(user)))
                            .as("%s is stored for the first time", name(user))
                            .isTrue();
                }
            });
        }
    }

    private Map<UserId, User> after(Change change) {
        Document document =
                new Document(change.id(), change.document().path("_rev").asText(), Replies.text(change.document()));
        boolean isUser = !change.isRemoval() && UserForm.isUser(document);
        if (!isUser && last().keySet().stream().noneMatch(id -> id.value().equals(change.id()))) {
            return last();
        }
        Map<UserId, User> next = new HashMap<>(last());
        next.remove(new UserId(change.id()));
        if (isUser) {
            User user = UserForm.read(document);
            next.put(user.id(), user);
        }
        return next;
    }

    static String name(User user) {
        return user.profile().name().orElseThrow();
    }
}
