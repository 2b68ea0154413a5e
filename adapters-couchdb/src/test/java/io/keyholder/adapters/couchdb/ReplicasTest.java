package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.conflict.MergeResult;
import io.keyholder.adapters.couchdb.conflict.ReplicaConflict;
import io.keyholder.adapters.couchdb.conflict.ReplicaConflict.OfIdentifier;
import io.keyholder.adapters.couchdb.conflict.ReplicaConflict.OfUser;
import io.keyholder.adapters.couchdb.conflict.ResolveResult;
import io.keyholder.adapters.couchdb.conflict.UserPart;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What two replicas did while they were apart, made by writing revisions as replication does. */
class ReplicasTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final UserId EVE = new UserId("eve");
    private static final PasswordHash HASH = PasswordHash.of("{bcrypt}$2a$04$" + "a".repeat(53));
    private static final PasswordHash OTHER_HASH = PasswordHash.of("{bcrypt}$2a$04$" + "b".repeat(53));

    private final CouchDbSandbox here = CouchDbSandbox.create();
    private final CouchDbSandbox there = CouchDbSandbox.create();
    private final CouchDbStorage store = here.open();
    private final CouchDbStorage replica = there.open();

    @AfterEach
    void remove() {
        store.close();
        replica.close();
        here.close();
        there.close();
    }

    @Test
    void findsNothingWhereAllAgree() {
        store.users().create(user(ADA, "ada"));
        replicate();
        replicate();
        assertThat(conflicts()).isEmpty();
        assertThat(store.replicas().settleRecords()).isZero();
    }

    @Test
    void mergesAUserPartByPartAndTakesTheNewestTokens() {
        bothHaveAda();
        change(
                store,
                user -> user.withProfile(named("Ada here"))
                        .withTokens(Tokens.NONE
                                .with("both", token(HASH, 0))
                                .with("revoked", token(HASH, 0).revokedAt(NOW))
                                .with("here", token(HASH, 0))));
        change(
                replica,
                user -> user.withProfile(named("Ada there"))
                        .withIdentifiers(user.identifiers().withEmail("ada@example.org"))
                        .withTokens(Tokens.NONE
                                .with("both", token(OTHER_HASH, 60))
                                .with("revoked", token(HASH, 0))
                                .with("there", token(HASH, 0))));
        replicate();

        OfUser conflict = (OfUser) conflicts().get(0);
        assertThat(conflict.differing()).containsExactlyInAnyOrder(UserPart.PROFILE, UserPart.IDENTIFIERS);
        assertThat(store.replicas().merge(conflict, Map.of()))
                .isEqualTo(new MergeResult.Undecided(Set.of(UserPart.PROFILE, UserPart.IDENTIFIERS)));
        assertThatThrownBy(() -> store.replicas().merge(conflict, Map.of(UserPart.PROFILE, new Revision("9-x"))))
                .isInstanceOf(IllegalArgumentException.class);
        Revision fromHere = revisionOf(conflict, "Ada here");
        Revision fromThere = revisionOf(conflict, "Ada there");
        MergeResult result =
                store.replicas().merge(conflict, Map.of(UserPart.PROFILE, fromHere, UserPart.IDENTIFIERS, fromThere));

        User merged = ((MergeResult.Merged) result).user();
        assertThat(store.users().findById(ADA)).contains(merged);
        assertThat(merged.profile().name()).contains("Ada here");
        assertThat(merged.tokens().named("both")).contains(token(OTHER_HASH, 60));
        assertThat(merged.tokens().named("revoked").orElseThrow().revoked()).contains(NOW);
        assertThat(merged.tokens().authentication()).containsOnlyKeys("both", "revoked", "here", "there");
        assertThat(lookUp("ada@example.org")).isEqualTo(new IdentifierLookup.Found(merged));
        assertThat(conflicts()).isEmpty();
        assertThat(store.replicas()
                        .merge(conflict, Map.of(UserPart.PROFILE, fromHere, UserPart.IDENTIFIERS, fromThere)))
                .isEqualTo(new MergeResult.Changed());
    }

    @Test
    void freesWhatNoVersionKeepsAndRefusesWhatIsAnothers() {
        bothHaveAda();
        change(store, user -> user.withIdentifiers(LoginIdentifiers.login("lovelace")));
        replica.users().create(user(EVE, "eve"));
        change(replica, user -> user.withIdentifiers(LoginIdentifiers.login("countess")));
        replicate();
        assertThat(store.users().create(user(new UserId("max"), "ada"))).isInstanceOf(CreateOutcome.Created.class);

        OfUser conflict = userConflict();
        Revision countess = revisionOf(conflict, "countess");
        Revision lovelace = revisionOf(conflict, "lovelace");
        MergeResult result = store.replicas().merge(conflict, Map.of(UserPart.IDENTIFIERS, countess));
        assertThat(result).isInstanceOf(MergeResult.Merged.class);
        assertThat(lovelace).isNotEqualTo(countess);
        assertThat(store.users().create(user(new UserId("tom"), "lovelace"))).isInstanceOf(CreateOutcome.Created.class);
        assertThat(store.users().create(user(new UserId("tim"), "countess")))
                .isInstanceOf(CreateOutcome.IdentifierTaken.class);
    }

    /**
     * Here Ada gives a login up and Max takes it, there she keeps it and is renamed more often, so that reads show her
     * with it.
     */
    @Test
    void letsNoMergedUserKeepAnIdentifierThatIsAnothersNow() {
        bothHaveAda();
        change(store, user -> user.withIdentifiers(LoginIdentifiers.login("lovelace")));
        store.users().create(user(new UserId("max"), "ada"));
        change(replica, user -> user.withProfile(named("one")));
        change(replica, user -> user.withProfile(named("two")));
        replicate();

        OfUser conflict = userConflict();
        Map<UserPart, Revision> shown = Map.of(
                UserPart.IDENTIFIERS, revisionOf(conflict, "ada"), UserPart.PROFILE, revisionOf(conflict, "two"));
        assertThat(store.replicas().merge(conflict, shown))
                .isEqualTo(new MergeResult.IdentifierTaken(IdentifierKey.of("ada")));
        Map<UserPart, Revision> other = Map.of(
                UserPart.IDENTIFIERS, revisionOf(conflict, "lovelace"), UserPart.PROFILE, revisionOf(conflict, "two"));
        assertThat(store.replicas().merge(conflict, other)).isInstanceOf(MergeResult.Merged.class);
        assertThat(found("ada")).isEqualTo(new UserId("max"));
        assertThat(found("lovelace")).isEqualTo(ADA);
        assertThat(audit().isAdopted()).isTrue();
    }

    @Test
    void settlesAnIdentifierWonTwiceWithoutLockingAnybodyOut() {
        User ada = user(ADA, "shared")
                .withIdentifiers(LoginIdentifiers.login("shared").withEmail("ada@example.org"));
        User eve = user(EVE, "shared")
                .withIdentifiers(LoginIdentifiers.login("SHARED").withEmail("eve@example.org"));
        store.users().create(ada);
        replica.users().create(eve);
        replicate();
        assertThat(found("shared")).isIn(ADA, EVE);

        OfIdentifier conflict = (OfIdentifier) conflicts().stream()
                .filter(OfIdentifier.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(conflict.holders()).containsExactlyInAnyOrder(ADA, EVE);
        assertThat(conflict.holders().get(0)).isEqualTo(found("shared"));
        assertThat(conflict.toString()).doesNotContainIgnoringCase("shared");
        UserId keeper = conflict.holders().get(1);
        assertThat(store.replicas().settle(conflict, keeper)).isEqualTo(new ResolveResult.Settled());
        assertThat(found("shared")).isEqualTo(keeper);
        assertThat(found("ada@example.org")).isEqualTo(ADA);
        assertThat(found("eve@example.org")).isEqualTo(EVE);
        assertThat(conflicts()).isEmpty();
        assertThat(audit().isAdopted()).isTrue();
        assertThat(store.replicas().settle(conflict, keeper)).isEqualTo(new ResolveResult.Changed());
    }

    @Test
    void takesNobodysLastIdentifier() {
        store.users().create(user(ADA, "shared"));
        replica.users().create(user(EVE, "shared"));
        replicate();

        OfIdentifier conflict = (OfIdentifier) conflicts().get(0);
        UserId keeper = conflict.holders().get(0);
        UserId loser = conflict.holders().get(1);
        assertThat(store.replicas().settle(conflict, keeper))
                .isEqualTo(new ResolveResult.NeedsAnotherIdentifier(loser));
        User another = store.users().findById(loser).orElseThrow();
        store.users().update(another.withIdentifiers(another.identifiers().withEmail("other@example.org")));
        assertThat(store.replicas().settle(conflict, keeper)).isEqualTo(new ResolveResult.Settled());
        assertThat(found("shared")).isEqualTo(keeper);
        assertThat(found("other@example.org")).isEqualTo(loser);
    }

    @Test
    void listsInPagesThatShowEachConflictOnce() {
        List<UserId> ids = Stream.of("a", "b", "c", "d", "e").map(UserId::new).toList();
        ids.forEach(id -> {
            store.users().create(user(id, "login-" + id));
            replica.users().create(user(id, "login-" + id).withProfile(named(id.value())));
        });
        replicate();
        List<String> shown = new ArrayList<>();
        Optional<String> after = Optional.empty();
        List<ReplicaConflict> page;
        do {
            page = store.replicas().conflicts(after, 2);
            page.forEach(conflict -> shown.add(conflict.documentId()));
            after = page.isEmpty()
                    ? after
                    : Optional.of(page.get(page.size() - 1).documentId());
        } while (!page.isEmpty());
        assertThat(shown).doesNotHaveDuplicates().isSorted().contains("a", "b", "c", "d", "e");
        assertThat(store.replicas().settleRecords()).isEqualTo(5);
        assertThat(conflicts()).hasSize(5).allMatch(OfUser.class::isInstance);
    }

    private void bothHaveAda() {
        store.users().create(user(ADA, "ada"));
        replicate();
        Replication.ofRecords(here, there);
    }

    /** What the replica has, comes here. */
    private void replicate() {
        Replication.ofRecords(there, here);
    }

    private static void change(CouchDbStorage store, UnaryOperator<User> change) {
        store.users().update(change.apply(store.users().findById(ADA).orElseThrow()));
    }

    private List<ReplicaConflict> conflicts() {
        return store.replicas().conflicts(Optional.empty(), 100);
    }

    private OfUser userConflict() {
        return conflicts().stream()
                .filter(OfUser.class::isInstance)
                .map(OfUser.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Revision revisionOf(OfUser conflict, String nameOrLogin) {
        return conflict.versions().stream()
                .filter(user -> user.profile().name().equals(Optional.of(nameOrLogin))
                        || user.identifiers().login().equals(Optional.of(nameOrLogin)))
                .findFirst()
                .flatMap(User::revision)
                .orElseThrow();
    }

    private AdoptionResult audit() {
        return store.adoption().run(event -> {});
    }

    private IdentifierLookup lookUp(String identifier) {
        return store.users().findByIdentifier(IdentifierKey.of(identifier));
    }

    private Object found(String identifier) {
        IdentifierLookup lookup = lookUp(identifier);
        return lookup instanceof IdentifierLookup.Found found ? found.user().id() : lookup;
    }

    private static AuthenticationToken token(PasswordHash hash, long seconds) {
        return AuthenticationToken.of(hash, NOW.plusSeconds(seconds), TokenValidity.unlimited());
    }

    private static Profile named(String name) {
        return new Profile(Optional.of(name), Optional.empty(), List.of());
    }

    private static User user(UserId id, String login) {
        return User.of(id, LoginIdentifiers.login(login), Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
    }
}
