package io.keyholder.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends the same random calls to a repository and to the model, over so few ids and identifiers that they collide all
 * the time, and compares the answers. Revisions are each repository's own, so states are named by their content.
 */
public final class ModelComparison {
    private static final List<String> IDS = List.of("a", "B", "\ue000", "\ud83d\udd11");
    private static final List<String> IDENTIFIERS = List.of("mary", "JOHN", "+32470000001", "q@example.org", "ß");

    private final UserRepository model = new ModelUserRepository();
    private final UserRepository users;
    private final Random random;
    private final List<State> states = new ArrayList<>();
    private final Set<String> outcomesSeen = new HashSet<>();
    private int names;

    public ModelComparison(UserRepository users, Random random) {
        this.users = users;
        this.random = random;
    }

    /** One state of one user, as the model stored it and as the repository did. */
    private record State(User inModel, User inStore) {}

    public Set<String> outcomesSeen() {
        return outcomesSeen;
    }

    public void callBoth() {
        switch (random.nextInt(10)) {
            case 0, 1 -> create();
            case 2 -> createAll();
            case 3, 4, 5, 6 -> update();
            case 7 -> purge();
            default -> read();
        }
    }

    private void create() {
        User user = newUser();
        compare(model.create(user), users.create(user));
    }

    private void createAll() {
        List<User> list =
                Stream.generate(this::newUser).limit(random.nextInt(4)).toList();
        List<CreateOutcome> expected = model.createAll(list);
        List<CreateOutcome> actual = users.createAll(list);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            compare(expected.get(i), actual.get(i));
        }
    }

    private void update() {
        State state = anyState();
        User content = newUser();
        UpdateOutcome expected = model.update(changed(state.inModel, content));
        UpdateOutcome actual = users.update(changed(state.inStore, content));
        compare(expected, actual);
    }

    private void purge() {
        State state = anyState();
        PurgeOutcome expected = model.purge(state.inModel.id(), TestUsers.revisionOf(state.inModel));
        assertThat(users.purge(state.inStore.id(), TestUsers.revisionOf(state.inStore)))
                .isEqualTo(expected);
        String name = expected.getClass().getSimpleName();
        outcomesSeen.add(expected instanceof PurgeOutcome.Purged ? name : "Purge." + name);
    }

    private void read() {
        UserId id = new UserId(any(IDS));
        assertThat(bare(users.findById(id))).isEqualTo(bare(model.findById(id)));
        IdentifierKey key = IdentifierKey.of(any(IDENTIFIERS));
        assertThat(bare(users.findByIdentifier(key))).isEqualTo(bare(model.findByIdentifier(key)));
        PageRequest page =
                new PageRequest(random.nextBoolean() ? Optional.of(id) : Optional.empty(), 1 + random.nextInt(5));
        assertThat(bare(users.page(page))).isEqualTo(bare(model.page(page)));
        assertThat(users.count()).isEqualTo(model.count());
    }

    private void compare(CreateOutcome expected, CreateOutcome actual) {
        if (expected instanceof CreateOutcome.Created created) {
            remember(created.user(), TestUsers.created(actual));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
        outcomesSeen.add(expected.getClass().getSimpleName());
    }

    private void compare(UpdateOutcome expected, UpdateOutcome actual) {
        if (expected instanceof UpdateOutcome.Updated updated) {
            remember(updated.user(), TestUsers.updated(actual));
        } else if (expected instanceof UpdateOutcome.Stale stale) {
            assertThat(actual)
                    .isInstanceOfSatisfying(
                            UpdateOutcome.Stale.class,
                            found -> assertThat(found.current().withoutRevision())
                                    .isEqualTo(stale.current().withoutRevision()));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
        outcomesSeen.add(expected.getClass().getSimpleName());
    }

    private void remember(User inModel, User inStore) {
        assertThat(inStore.withoutRevision()).isEqualTo(inModel.withoutRevision());
        states.add(new State(inModel, inStore));
    }

    /** A recent state or an old one; before there is any, one of a user that never was. */
    private State anyState() {
        if (states.isEmpty()) {
            User never = newUser().withRevision(new Revision("1"));
            return new State(never, never);
        }
        int recent = Math.min(states.size(), 6);
        int reach = random.nextInt(8) == 0 ? states.size() : recent;
        return states.get(states.size() - 1 - random.nextInt(reach));
    }

    private User newUser() {
        LoginIdentifiers identifiers = switch (random.nextInt(3)) {
            case 0 -> LoginIdentifiers.login(any(IDENTIFIERS));
            case 1 -> LoginIdentifiers.login(any(IDENTIFIERS)).withEmail(any(IDENTIFIERS));
            default -> LoginIdentifiers.email(any(IDENTIFIERS)).withMobilePhone(any(IDENTIFIERS));
        };
        names++;
        User user = TestUsers.called(TestUsers.user(any(IDS), identifiers), "state " + names);
        return random.nextInt(4) == 0 ? TestUsers.deleted(user) : user;
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static User changed(User stored, User content) {
        return stored.withIdentifiers(content.identifiers())
                .withProfile(content.profile())
                .withLifecycle(life -> content.lifecycle());
    }

    private static Optional<User> bare(Optional<User> user) {
        return user.map(User::withoutRevision);
    }

    private static Optional<User> bare(IdentifierLookup lookup) {
        assertThat(lookup).isNotInstanceOf(IdentifierLookup.Ambiguous.class);
        return bare(lookup.single());
    }

    private static List<User> bare(List<User> users) {
        return users.stream().map(User::withoutRevision).toList();
    }
}
