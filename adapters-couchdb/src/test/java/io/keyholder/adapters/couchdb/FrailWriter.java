package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.FrailExchange.Died;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One writer with random calls over so few ids and identifiers that it meets others all the time. Starts anew when it
 * dies. Notes for each call what a {@link Chronicle} must show if the answer was true.
 */
final class FrailWriter {
    static final List<UserId> IDS = Stream.of("a", "B", "c").map(UserId::new).toList();
    static final List<String> IDENTIFIERS = List.of("mary", "john", "+32470000001", "q@example.org");

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final IntSupplier writesSoFar;
    private final Supplier<CouchDbStorage> opening;
    private final Random random;
    private final List<Consumer<Chronicle>> claims = new ArrayList<>();
    private Optional<CouchDbStorage> open = Optional.empty();
    private int writes;
    private int unknown;

    /** @param writesSoFar how much was ever written */
    FrailWriter(String name, IntSupplier writesSoFar, Supplier<CouchDbStorage> opening, Random random) {
        this.name = name;
        this.writesSoFar = writesSoFar;
        this.opening = opening;
        this.random = random;
    }

    /** What must be true of what happened. */
    List<Consumer<Chronicle>> claims() {
        return claims;
    }

    /** How many calls said that their outcome is unknown. */
    int unknown() {
        return unknown;
    }

    void call(int calls) {
        for (int number = 0; number < calls; number++) {
            try {
                if (open.isEmpty()) {
                    open = Optional.of(opening.get());
                }
                call(open.get().users());
            } catch (Died died) {
                open = Optional.empty();
            } catch (StoreUnavailableException unknownOutcome) {
                unknown++;
            }
        }
    }

    private void call(UserRepository users) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> create(users);
            case 3 -> createAll(users);
            case 4, 5, 6 -> update(users);
            case 7 -> purge(users);
            default -> lookUp(users);
        }
    }

    private void create(UserRepository users) {
        int from = writesSoFar.getAsInt();
        User user = newUser(any(IDS));
        claim(from, user, users.create(user));
    }

    private void createAll(UserRepository users) {
        int from = writesSoFar.getAsInt();
        List<User> list = Stream.generate(() -> newUser(any(IDS)))
                .limit(1 + random.nextInt(3))
                .toList();
        List<CreateOutcome> outcomes = users.createAll(list);
        for (int place = 0; place < list.size(); place++) {
            claim(from, list.get(place), outcomes.get(place));
        }
    }

    private void update(UserRepository users) {
        Optional<User> read = users.findById(any(IDS));
        if (read.isPresent()) {
            int from = writesSoFar.getAsInt();
            User content = newUser(read.get().id());
            User changed = content.withRevision(revision(read.get()));
            claim(from, read.get(), changed, users.update(changed));
        }
    }

    private void purge(UserRepository users) {
        Optional<User> read = users.findById(any(IDS));
        if (read.isPresent()) {
            int from = writesSoFar.getAsInt();
            UserId id = read.get().id();
            Revision revision = revision(read.get());
            PurgeOutcome outcome = users.purge(id, revision);
            claim(
                    from,
                    "purge of " + id + ": " + outcome,
                    state -> outcome instanceof PurgeOutcome.Stale
                            ? state.containsKey(id) && !revision(state.get(id)).equals(revision)
                            : !state.containsKey(id));
        }
    }

    private void lookUp(UserRepository users) {
        int from = writesSoFar.getAsInt();
        IdentifierKey key = IdentifierKey.of(any(IDENTIFIERS));
        IdentifierLookup found = users.findByIdentifier(key);
        assertThat(found).isNotInstanceOf(IdentifierLookup.Ambiguous.class);
        claim(
                from,
                key + " was found with " + found,
                state -> Chronicle.holder(state, key).equals(found.single()));
    }

    private void claim(int from, User user, CreateOutcome outcome) {
        if (outcome instanceof CreateOutcome.Created created) {
            int to = writesSoFar.getAsInt();
            claims.add(chronicle -> chronicle.assertStored(from, to, created.user()));
            assertThat(created.user().withoutRevision()).isEqualTo(user);
            return;
        }
        refused(user);
        if (outcome instanceof CreateOutcome.IdentifierTaken taken) {
            claim(from, taken.key() + " is not free", isTaken(taken.key(), user.id()));
        } else {
            claim(from, user.id() + " is not free", state -> state.containsKey(user.id()));
        }
    }

    private void claim(int from, User before, User user, UpdateOutcome outcome) {
        if (outcome instanceof UpdateOutcome.Updated updated) {
            int to = writesSoFar.getAsInt();
            claims.add(chronicle -> chronicle.assertStored(from, to, updated.user()));
            assertThat(updated.user().withoutRevision()).isEqualTo(user.withoutRevision());
            return;
        }
        refused(user);
        if (outcome instanceof UpdateOutcome.IdentifierTaken taken) {
            claim(from, taken.key() + " is not free", isTaken(taken.key(), user.id()));
        } else if (outcome instanceof UpdateOutcome.Stale stale) {
            assertThat(stale.current().revision()).isNotEqualTo(before.revision());
            claim(from, "stale", state -> stale.current().equals(state.get(user.id())));
        } else {
            claim(from, "missing", state -> !state.containsKey(user.id()));
        }
    }

    private void claim(int from, String what, Predicate<Map<UserId, User>> condition) {
        int to = writesSoFar.getAsInt();
        claims.add(chronicle -> assertThat(chronicle.was(from, to, condition))
                .as("%s: %s", name, what)
                .isTrue());
    }

    private void refused(User user) {
        claims.add(chronicle -> assertThat(chronicle.wasStored(Chronicle.name(user)))
                .as("%s was refused and is stored", Chronicle.name(user))
                .isFalse());
    }

    private static Predicate<Map<UserId, User>> isTaken(IdentifierKey key, UserId by) {
        return state -> Chronicle.holder(state, key)
                .filter(holder -> !holder.id().equals(by))
                .isPresent();
    }

    private User newUser(UserId id) {
        LoginIdentifiers identifiers = switch (random.nextInt(3)) {
            case 0 -> LoginIdentifiers.login(any(IDENTIFIERS));
            case 1 -> LoginIdentifiers.login(any(IDENTIFIERS)).withEmail(any(IDENTIFIERS));
            default -> LoginIdentifiers.email(any(IDENTIFIERS)).withMobilePhone(any(IDENTIFIERS));
        };
        User user = user(id, identifiers, name + "-" + writes++);
        return random.nextInt(5) == 0 ? user.withLifecycle(life -> life.deletedAt(NOW)) : user;
    }

    static User user(UserId id, LoginIdentifiers identifiers, String name) {
        User user = User.of(id, identifiers, Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
        return user.withProfile(user.profile().withName(name));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Revision revision(User stored) {
        return stored.revision().orElseThrow();
    }
}
