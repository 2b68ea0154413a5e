package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.called;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import org.junit.jupiter.api.Test;

/** What {@link UserRepository#purge} and {@link UserRepository#count} promise. */
@Promise(of = UserRepository.class, value = "Removes a user for good, provided it is still at this revision.")
public interface UserRepositoryPurgeContract extends StoreContract {
    @Test
    default void removesAUserForGood(UserRepository users) {
        User stored = created(users, named("mary"));
        assertThat(users.purge(stored.id(), revisionOf(stored))).isEqualTo(new PurgeOutcome.Purged());
        assertThat(users.findById(stored.id())).isEmpty();
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Nobody());
        assertThat(users.page(PageRequest.first(10))).isEmpty();
        assertThat(users.count()).isZero();
    }

    @Test
    default void reportsASecondPurgeAsMissing(UserRepository users) {
        User stored = created(users, named("mary"));
        users.purge(stored.id(), revisionOf(stored));
        assertThat(users.purge(stored.id(), revisionOf(stored))).isEqualTo(new PurgeOutcome.Missing());
        assertThat(users.purge(new UserId("nobody"), new Revision("1"))).isEqualTo(new PurgeOutcome.Missing());
    }

    @Test
    default void refusesToPurgeAnOlderState(UserRepository users) {
        User before = created(users, named("mary"));
        User current = updated(users, called(before, "Mary"));
        assertThat(users.purge(before.id(), revisionOf(before))).isEqualTo(new PurgeOutcome.Stale());
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(current));
    }

    @Test
    @Promise(of = UserRepository.class, value = "Its id and identifiers are free afterwards.")
    default void freesIdAndIdentifiersOfAPurgedUser(UserRepository users) {
        User stored = created(users, named("mary"));
        users.purge(stored.id(), revisionOf(stored));
        created(users, named("mary"));
    }

    @Test
    @Promise(of = UserRepository.class, value = "No two undeleted users share an IdentifierKey, under any race.")
    default void purgingASoftDeletedUserLeavesItsFormerIdentifiersWithTheirHolder(UserRepository users) {
        User buried = updated(users, deleted(created(users, named("mary"))));
        User successor = created(users, user("other", LoginIdentifiers.login("mary")));
        assertThat(users.purge(buried.id(), revisionOf(buried))).isEqualTo(new PurgeOutcome.Purged());
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(successor));
    }

    @Test
    @Promise(of = UserRepository.class, value = "How many users there are, soft-deleted ones included.")
    default void countsAllThatAreStoredAndNothingThatWasRefused(UserRepository users) {
        assertThat(users.count()).isZero();
        User mary = created(users, named("mary"));
        created(users, deleted(named("john")));
        users.create(named("mary"));
        users.create(user("other", LoginIdentifiers.login("mary")));
        updated(users, called(mary, "Mary"));
        assertThat(users.count()).isEqualTo(2);
    }
}
