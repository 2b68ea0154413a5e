package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.called;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.loggingInAs;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link UserRepository#update} promises: no change is lost because another writer made one meanwhile. */
@Promise(of = UserRepository.class, value = "Replaces a stored user, provided it is still at user.revision().")
public interface UserRepositoryUpdateContract extends StoreContract {
    @Test
    default void replacesAUserAndGivesItANewRevision(UserRepository users) {
        User before = created(users, named("mary"));
        User after = updated(users, called(before, "Mary"));
        assertThat(after.withoutRevision()).isEqualTo(called(named("mary"), "Mary"));
        assertThat(after.revision()).isPresent().isNotEqualTo(before.revision());
        assertThat(users.findById(before.id())).contains(after);
    }

    @Test
    default void givesEveryStateARevisionNeverSeenBefore(UserRepository users) {
        User stored = created(users, named("mary"));
        Set<Revision> seen = new HashSet<>(Set.of(revisionOf(stored)));
        for (int change = 0; change < 20; change++) {
            stored = updated(users, stored);
            assertThat(seen.add(revisionOf(stored)))
                    .as("revision %s is new", revisionOf(stored))
                    .isTrue();
        }
    }

    @Test
    default void refusesAChangeOfAnOlderStateAndShowsTheCurrentOne(UserRepository users) {
        User before = created(users, named("mary"));
        User current = updated(users, called(before, "Mary"));
        assertThat(users.update(called(before, "Maria"))).isEqualTo(new UpdateOutcome.Stale(current));
        assertThat(users.findById(before.id())).contains(current);
    }

    @Test
    default void refusesARevisionThatItNeverGave(UserRepository users) {
        User stored = created(users, named("mary"));
        for (String foreign :
                List.of("0", "-1", "99999999999999999999", "9-ff", "'; --", "\ud83d\udd11", "x".repeat(256))) {
            User change = called(stored, "Mary").withRevision(new Revision(foreign));
            assertThat(users.update(change)).isEqualTo(new UpdateOutcome.Stale(stored));
            assertThat(users.purge(stored.id(), new Revision(foreign))).isEqualTo(new PurgeOutcome.Stale());
        }
        assertThat(users.findById(stored.id())).contains(stored);
    }

    @Test
    default void reportsAUserThatIsNotThere(UserRepository users) {
        assertThat(users.update(named("mary").withRevision(new Revision("1")))).isEqualTo(new UpdateOutcome.Missing());
        assertThat(users.count()).isZero();
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "UpdateOutcome.Missing before UpdateOutcome.Stale before "
                    + "UpdateOutcome.IdentifierTaken when several hold")
    default void reportsMissingBeforeATakenIdentifier(UserRepository users) {
        created(users, named("taken"));
        User missing = loggingInAs(named("mary"), "taken").withRevision(new Revision("1"));
        assertThat(users.update(missing)).isEqualTo(new UpdateOutcome.Missing());
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "UpdateOutcome.Missing before UpdateOutcome.Stale before "
                    + "UpdateOutcome.IdentifierTaken when several hold")
    default void reportsStaleBeforeATakenIdentifier(UserRepository users) {
        created(users, named("taken"));
        User before = created(users, named("mary"));
        User current = updated(users, called(before, "Mary"));
        assertThat(users.update(loggingInAs(before, "taken"))).isEqualTo(new UpdateOutcome.Stale(current));
    }

    @Test
    @Promise(of = UserRepository.class, value = "when the user carries no revision")
    default void refusesAUserWithoutRevision(UserRepository users) {
        User stored = created(users, named("mary"));
        assertThatThrownBy(() -> users.update(called(stored, "Mary").withoutRevision()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(users.findById(stored.id())).contains(stored);
    }

    @Test
    default void refusesARevisionFromBeforeTheUserWasPurgedAndMadeAgain(UserRepository users) {
        User first = created(users, named("mary"));
        assertThat(users.purge(first.id(), revisionOf(first))).isEqualTo(new PurgeOutcome.Purged());
        assertThat(users.update(called(first, "Mary"))).isEqualTo(new UpdateOutcome.Missing());
        User second = created(users, named("mary"));
        assertThat(users.update(called(first, "Mary"))).isEqualTo(new UpdateOutcome.Stale(second));
        assertThat(users.purge(first.id(), revisionOf(first))).isEqualTo(new PurgeOutcome.Stale());
        assertThat(users.findByIdentifier(IdentifierKey.of("mary")).single()).contains(second);
    }
}
