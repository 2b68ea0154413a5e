package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One writer on one node of a {@link ClusterModel}, with calls over so few ids and identifiers that it meets others all
 * the time. Remembers what it was told. Each state of a user that it writes has a name of its own.
 */
final class ClusterWriter {
    private static final int LAST_TURNS = 7;
    static final List<String> LOGINS = List.of("mary", "john");

    private final String name;
    private final Supplier<CouchDbStorage> opening;
    private final List<CouchDbStorage> everyNode;
    private final Function<UserId, Set<String>> versions;
    private final Random random;
    private final boolean createsOnly;
    private final boolean settlesLate;
    private final List<Told> told;
    private Optional<CouchDbStorage> open = Optional.empty();
    private int users;

    /**
     * @param everyNode stores that look at once, one on each node
     * @param versions the names of all states of a user that stand at any node
     * @param settlesLate whether writes of unknown outcome are settled between calls, and at last
     * @param told what all writers of a run were told; one writer goes on at a time
     */
    ClusterWriter(
            String name,
            Supplier<CouchDbStorage> opening,
            List<CouchDbStorage> everyNode,
            Function<UserId, Set<String>> versions,
            Random random,
            boolean createsOnly,
            boolean settlesLate,
            List<Told> told) {
        this.name = name;
        this.opening = opening;
        this.everyNode = everyNode;
        this.versions = versions;
        this.random = random;
        this.createsOnly = createsOnly;
        this.settlesLate = settlesLate;
        this.told = told;
    }

    /** What a writer heard of one write. */
    enum Answer {
        DONE,
        REFUSED,
        /** It was not answered, or died. */
        NONE
    }

    /**
     * One write and its answer.
     *
     * @param before the name of the state that it replaces; absent for a new user
     * @param beside those that stood beside it when it was removed, because their writers had not settled
     * @param after the name of the state that it writes; absent for a removal
     */
    record Told(UserId user, Optional<String> before, Set<String> beside, Optional<String> after, Answer answer) {
        /** Whether it replaces a state if it is done. */
        boolean replaces(String state) {
            return before.filter(state::equals).isPresent() || beside.contains(state);
        }
    }

    void call(int calls) {
        for (int number = 0; number < calls; number++) {
            try {
                if (open.isEmpty()) {
                    open = Optional.of(opening.get());
                }
                call(open.get().users());
            } catch (FrailExchange.Died died) {
                open = Optional.empty();
            } catch (StoreUnavailableException unknown) {
                assertThat(unknown).hasMessageNotContaining(name);
            }
            if (settlesLate && random.nextBoolean()) {
                open.ifPresent(CouchDbStorage::settleOpenWrites);
            }
        }
        for (int turn = 0; settlesLate && turn < LAST_TURNS; turn++) {
            open.ifPresent(CouchDbStorage::settleOpenWrites);
        }
    }

    private void call(UserRepository repository) {
        if (createsOnly || random.nextInt(5) < 2) {
            create(repository);
        } else {
            change(repository);
        }
    }

    private void create(UserRepository repository) {
        UserId id = createsOnly && random.nextBoolean()
                ? new UserId(name + "-" + users)
                : FrailWriter.IDS.get(random.nextInt(FrailWriter.IDS.size()));
        User user = named(id);
        int place = begin(new Told(id, Optional.empty(), Set.of(), Optional.of(Chronicle.name(user)), Answer.NONE));
        CreateOutcome outcome = repository.create(user);
        end(place, outcome instanceof CreateOutcome.Created ? Answer.DONE : Answer.REFUSED);
        if (outcome instanceof CreateOutcome.Created created) {
            assertFound(created.user());
        }
    }

    private void change(UserRepository repository) {
        UserId id = FrailWriter.IDS.get(random.nextInt(FrailWriter.IDS.size()));
        Optional<User> read = repository.findById(id);
        if (read.isEmpty()) {
            return;
        }
        Optional<String> before = Optional.of(Chronicle.name(read.get()));
        if (random.nextInt(4) == 0) {
            int place = begin(new Told(id, before, versions.apply(id), Optional.empty(), Answer.NONE));
            PurgeOutcome outcome = repository.purge(id, read.get().revision().orElseThrow());
            end(place, outcome instanceof PurgeOutcome.Purged ? Answer.DONE : Answer.REFUSED);
            return;
        }
        User changed = named(id).withRevision(read.get().revision().orElseThrow());
        if (random.nextBoolean()) {
            changed = changed.withIdentifiers(read.get().identifiers());
        }
        int place = begin(new Told(id, before, Set.of(), Optional.of(Chronicle.name(changed)), Answer.NONE));
        UpdateOutcome outcome = repository.update(changed);
        end(place, outcome instanceof UpdateOutcome.Updated ? Answer.DONE : Answer.REFUSED);
        if (outcome instanceof UpdateOutcome.Updated updated) {
            assertFound(updated.user());
        }
    }

    /** At once and from every node, unless another writer replaced the user before this one heard that it is stored. */
    private void assertFound(User user) {
        String state = Chronicle.name(user);
        boolean isReplaced = told.stream().anyMatch(write -> write.replaces(state) && write.answer() != Answer.REFUSED);
        if (isReplaced) {
            return;
        }
        for (IdentifierKey key : user.identifiers().keys()) {
            for (CouchDbStorage store : everyNode) {
                IdentifierLookup lookup = store.users().findByIdentifier(key);
                assertThat(lookup.single().map(User::id))
                        .as("%s, acknowledged, by %s: %s", Chronicle.name(user), key, lookup.getClass())
                        .contains(user.id());
            }
        }
    }

    private int begin(Told write) {
        told.add(write);
        return told.size() - 1;
    }

    private void end(int place, Answer answer) {
        Told write = told.get(place);
        told.set(place, new Told(write.user(), write.before(), write.beside(), write.after(), answer));
    }

    private User named(UserId id) {
        String state = name + "-" + users++;
        String login = LOGINS.get(random.nextInt(LOGINS.size()));
        return FrailWriter.user(id, LoginIdentifiers.login(login), state);
    }
}
