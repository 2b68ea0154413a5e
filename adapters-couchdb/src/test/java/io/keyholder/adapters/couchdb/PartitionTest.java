package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.FrailExchange.Died;
import io.keyholder.adapters.couchdb.conflict.ReplicaConflict;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What becomes of writes on the two sides of a cluster that is cut apart, and of those of writers that die there. */
class PartitionTest {
    private static final UserId ADA = new UserId("ada");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<Integer> FIRST_ALONE = List.of(0, 1, 1);

    /** The requests of opening a store, those of the longest write, and how many writes there are. */
    private static final int OPENING = 3;

    private static final int LONGEST_WRITE = 16;
    private static final int WRITES = 5;

    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withPatience(Duration.ZERO)
            .withDeadline(Duration.ofSeconds(20));

    private final ClusterModel cluster = ClusterModel.of(3, new Random(20_260_301L));
    private final CouchDbStorage minority = CouchDbStorage.open(cluster.through(0), OPTIONS);
    private final CouchDbStorage majority = CouchDbStorage.open(cluster.through(1), OPTIONS);

    @Test
    void replacesNothingByWhatWasRefused() {
        User ada = created(user("ada"));
        cluster.cut(FIRST_ALONE);
        assertThat(majority.users().update(named(ada, "acknowledged"))).isInstanceOf(UpdateOutcome.Updated.class);
        assertThatThrownBy(() -> minority.users().update(named(ada, "refused")))
                .isInstanceOf(StoreUnavailableException.class);
        cluster.settle();
        assertThat(found().profile().name()).contains("acknowledged");
        assertThat(majority.replicas().conflicts(Optional.empty(), 10)).isEmpty();
        cluster.settle();
        assertThat(cluster.conflicts(0)).isEmpty();
    }

    /** CouchDB derives a revision from the content and from what it replaces: equal changes would have one revision. */
    @Test
    void keepsAnAcknowledgedChangeThatWasRefusedOnTheOtherSide() {
        User ada = created(user("ada"));
        cluster.cut(FIRST_ALONE);
        assertThat(majority.users().update(named(ada, "the same"))).isInstanceOf(UpdateOutcome.Updated.class);
        assertThatThrownBy(() -> minority.users().update(named(ada, "the same")))
                .isInstanceOf(StoreUnavailableException.class);
        cluster.settle();
        assertThat(found().profile().name()).contains("the same");
        assertThat(majority.replicas().conflicts(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void leavesAUserAsItWasWhereNothingElseWasWritten() {
        User ada = created(user("ada"));
        cluster.cut(FIRST_ALONE);
        assertThatThrownBy(() -> minority.users().update(named(ada, "refused")))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> minority.users().purge(ADA, revision(minority)))
                .isInstanceOf(StoreUnavailableException.class);
        cluster.settle();
        assertThat(found().withoutRevision()).isEqualTo(ada.withoutRevision());
        assertThat(cluster.conflicts(0)).isEmpty();
        assertThat(majority.users().update(named(found(), "afterwards"))).isInstanceOf(UpdateOutcome.Updated.class);
        assertThat(found().profile().name()).contains("afterwards");
    }

    /** Histories are read after versions, and another writer may go on in between. */
    @Test
    void showsAUserThatIsChangedBetweenTwoReads() {
        User ada = created(user("ada"));
        cluster.cut(FIRST_ALONE);
        assertThatThrownBy(() -> minority.users().update(named(ada, "refused")))
                .isInstanceOf(StoreUnavailableException.class);
        cluster.settle();
        List<Runnable> events = new ArrayList<>();
        Exchange interrupted = new Exchange() {
            private final Exchange node = cluster.through(2);

            @Override
            public Reply send(Request request, Deadline deadline) {
                if (request.target().contains("revs=true") && !events.isEmpty()) {
                    events.remove(0).run();
                }
                return node.send(request, deadline);
            }

            @Override
            public void close() {}
        };
        CouchDbStorage reader = CouchDbStorage.open(interrupted, OPTIONS);
        events.add(() -> change(majority, user -> named(user, "afterwards")));
        assertThat(reader.users().findById(ADA)).isPresent();
        assertThat(events).isEmpty();
    }

    @Test
    void leavesNothingOfAUserThatWasRefused() {
        cluster.cut(FIRST_ALONE);
        assertThatThrownBy(() -> minority.users().create(user("ada"))).isInstanceOf(StoreUnavailableException.class);
        cluster.settle();
        assertThat(majority.users().findById(ADA)).isEmpty();
        assertThat(created(user("ada")).id()).isEqualTo(ADA);
        assertThat(cluster.conflicts(0)).isEmpty();
    }

    /**
     * A right password is counted as a wrong one first, and taken off again: while there is no majority neither
     * happens.
     */
    @Test
    void countsNoAttemptThatWasNotAnswered() {
        LoginStateKey key = LoginStateKey.ofSource("10.0.0.1");
        assertThat(majority.loginStates().compareAndSet(key, Optional.empty(), attempts(1)))
                .isTrue();
        cluster.settle();
        cluster.cut(FIRST_ALONE);
        for (int attempt = 0; attempt < 5; attempt++) {
            LoginStateRepository.Stored stored =
                    minority.loginStates().find(key).orElseThrow();
            assertThat(stored.state()).isEqualTo(attempts(1));
            assertThatThrownBy(() ->
                            minority.loginStates().compareAndSet(key, Optional.of(stored.revision()), attempts(2)))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        cluster.settle();
        assertThat(majority.loginStates().find(key).orElseThrow().state()).isEqualTo(attempts(1));
    }

    /** CouchDB answers 201 to versions that are written as they are, however few copies it reaches. */
    @Test
    void acknowledgesNothingThatOneCopyTook() {
        User ada = created(user("ada"));
        assertThat(majority.loginStates().compareAndSet(LoginStateKey.of(ADA), Optional.empty(), attempts(1)))
                .isTrue();
        cluster.settle();
        cluster.cut(FIRST_ALONE);
        for (Write write : writes(ada)) {
            assertThatThrownBy(() -> write.in(minority), write.what()).isInstanceOf(StoreUnavailableException.class);
        }
        cluster.settle();
        for (Write write : writes(ada)) {
            assertThat(write.isSeenIn(majority)).as(write.what()).isFalse();
        }
        assertThat(found().withoutRevision()).isEqualTo(ada.withoutRevision());
    }

    /** The nodes reach each other again at any request of a write, and lose each other when it has ended. */
    @Test
    void acknowledgesOnlyWhatOutlivesTheNodeThatTookIt() {
        int acknowledged = 0;
        for (int healing = 0; healing < LONGEST_WRITE; healing++) {
            for (int number = 0; number < WRITES; number++) {
                if (new PartitionTest().isAcknowledged(number, healing)) {
                    acknowledged++;
                }
            }
        }
        assertThat(acknowledged).isPositive();
    }

    private boolean isAcknowledged(int number, int healing) {
        User ada = created(user("ada"));
        assertThat(majority.loginStates().compareAndSet(LoginStateKey.of(ADA), Optional.empty(), attempts(1)))
                .isTrue();
        cluster.settle();
        Write write = writes(ada).get(number);
        cluster.cut(FIRST_ALONE);
        AtomicInteger requests = new AtomicInteger();
        CouchDbStorage writer = CouchDbStorage.open(
                watched(request -> {
                    if (requests.getAndIncrement() == healing + OPENING) {
                        cluster.heal();
                    }
                }),
                OPTIONS);
        boolean isAcknowledged;
        try {
            isAcknowledged = write.in(writer);
        } catch (StoreUnavailableException refused) {
            isAcknowledged = false;
        }
        cluster.cut(FIRST_ALONE);
        if (isAcknowledged) {
            assertThat(write.isSeenIn(majority))
                    .as("%s, healed at request %s", write.what(), healing)
                    .isTrue();
        }
        return isAcknowledged;
    }

    /** A write, and whether what it did is seen in a store. */
    record Write(String what, Predicate<CouchDbStorage> write, Predicate<CouchDbStorage> seen) {
        boolean in(CouchDbStorage store) {
            return write.test(store);
        }

        boolean isSeenIn(CouchDbStorage store) {
            return seen.test(store);
        }
    }

    /** One write of each kind. */
    static List<Write> writes(User ada) {
        LoginStateKey key = LoginStateKey.of(ADA);
        User john = FrailWriter.user(new UserId("john"), LoginIdentifiers.login("john"), "new");
        User mary = FrailWriter.user(new UserId("mary"), LoginIdentifiers.login("mary"), "new");
        return List.of(
                new Write(
                        "a creation",
                        store -> store.users().create(john) instanceof CreateOutcome.Created,
                        store -> store.users().findById(john.id()).isPresent()),
                new Write(
                        "a creation in bulk",
                        store -> store.users().createAll(List.of(mary)).get(0) instanceof CreateOutcome.Created,
                        store -> store.users().findById(mary.id()).isPresent()),
                new Write(
                        "a change",
                        store -> store.users().update(named(ada, "changed")) instanceof UpdateOutcome.Updated,
                        store -> store.users()
                                .findById(ADA)
                                .flatMap(user -> user.profile().name())
                                .filter("changed"::equals)
                                .isPresent()),
                new Write(
                        "a purge",
                        store -> store.users().purge(ADA, revision(store)) instanceof PurgeOutcome.Purged,
                        store -> store.users().findById(ADA).isEmpty()),
                new Write(
                        "a login state",
                        store -> store.loginStates()
                                .compareAndSet(
                                        key,
                                        store.loginStates().find(key).map(LoginStateRepository.Stored::revision),
                                        attempts(2)),
                        store -> store.loginStates()
                                .find(key)
                                .filter(stored -> stored.state().equals(attempts(2)))
                                .isPresent()));
    }

    private Exchange watched(Consumer<Request> watcher) {
        Exchange node = cluster.through(0);
        return new Exchange() {
            @Override
            public Reply send(Request request, Deadline deadline) {
                watcher.accept(request);
                return node.send(request, deadline);
            }

            @Override
            public void close() {}
        };
    }

    /** The writer that is cut off dies before it takes its write back. */
    @Test
    void letsInOnlyWhatAllVersionsAllowUntilTheyAreMerged() {
        AuthenticationToken token = AuthenticationToken.of(
                PasswordHash.of("{bcrypt}$2a$04$" + "a".repeat(53)), NOW, TokenValidity.unlimited());
        User ada = created(user("ada").withTokens(Tokens.NONE.with("app", token)));
        cluster.cut(FIRST_ALONE);
        change(majority, user -> user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED)));
        change(majority, user -> user.withTokens(user.tokens().allRevokedAt(NOW)));
        dies(user -> named(user, "refused twice").withLifecycle(life -> life.withStatus(UserStatus.ACTIVE)));
        cluster.settle();
        assertThat(cluster.conflicts(0)).containsExactly(ADA.value());
        User narrow = found();
        assertThat(narrow.lifecycle().status()).contains(UserStatus.DISABLED);
        assertThat(narrow.tokens().named("app").orElseThrow().revoked()).contains(NOW);
        assertThat(majority.users().findByIdentifier(IdentifierKey.of("ada")).single())
                .contains(narrow);
        assertThat(majority.replicas().conflicts(Optional.empty(), 10))
                .hasOnlyElementsOfType(ReplicaConflict.OfUser.class)
                .hasSize(1);
        change(majority, user -> named(user, "renamed"));
        assertThat(found().lifecycle().status()).contains(UserStatus.DISABLED);
        assertThat(ada.lifecycle().status()).contains(UserStatus.ACTIVE);
    }

    private void dies(UnaryOperator<User> change) {
        Exchange mortal = new Exchange() {
            private final Exchange node = cluster.through(0);

            @Override
            public Reply send(Request request, Deadline deadline) {
                Reply reply = node.send(request, deadline);
                if (reply.status() == 202) {
                    throw new Died();
                }
                return reply;
            }

            @Override
            public void close() {}
        };
        CouchDbStorage writer = CouchDbStorage.open(mortal, OPTIONS);
        assertThatThrownBy(() -> writer.users()
                        .update(change.apply(writer.users().findById(ADA).orElseThrow())))
                .isInstanceOf(Died.class);
    }

    private User created(User user) {
        CreateOutcome outcome = majority.users().create(user);
        assertThat(outcome).isInstanceOf(CreateOutcome.Created.class);
        cluster.settle();
        return ((CreateOutcome.Created) outcome).user();
    }

    private User found() {
        List<User> found = new ArrayList<>();
        for (int node = 0; node < cluster.nodes(); node++) {
            CouchDbStorage.open(cluster.through(node), OPTIONS)
                    .users()
                    .findById(ADA)
                    .ifPresent(found::add);
        }
        assertThat(found).hasSize(cluster.nodes());
        assertThat(found.stream().distinct()).hasSize(1);
        return found.get(0);
    }

    private static void change(CouchDbStorage store, UnaryOperator<User> change) {
        User before = store.users().findById(ADA).orElseThrow();
        assertThat(store.users().update(change.apply(before))).isInstanceOf(UpdateOutcome.Updated.class);
    }

    private static Revision revision(CouchDbStorage store) {
        return store.users().findById(ADA).flatMap(User::revision).orElseThrow();
    }

    private static User named(User user, String name) {
        return user.withProfile(user.profile().withName(name));
    }

    static User user(String login) {
        return FrailWriter.user(ADA, LoginIdentifiers.login(login), "at first");
    }

    private static LoginState attempts(int failures) {
        return LoginState.NONE.withAttempts(new Attempts(failures, Optional.of(NOW)));
    }
}
