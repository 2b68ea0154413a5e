package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.allCreated;
import static io.keyholder.testkit.internal.TestUsers.called;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.loggingInAs;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.internal.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That what was answered is there after closing and opening again, and binds as before. */
@Promise(of = UserRepository.class, value = "A write that was answered survives a killed process")
public interface UserRepositoryPersistenceContract extends StoreContract {
    @Test
    default void findsEveryUserAgainAsItWasStored(StoreUnderTest store) {
        List<User> stored = allCreated(store.users(), Samples.population(100));
        store.reopen();
        assertThat(stored)
                .allSatisfy(
                        user -> assertThat(store.users().findById(user.id())).contains(user));
        assertThat(store.users().count()).isEqualTo(stored.size());
    }

    @Test
    default void keepsChangesAndPurges(StoreUnderTest store) {
        User changed = updated(store.users(), called(created(store.users(), named("mary")), "Mary"));
        User purged = created(store.users(), named("john"));
        store.users().purge(purged.id(), revisionOf(purged));
        store.reopen();
        assertThat(store.users().findByIdentifier(IdentifierKey.of("mary")))
                .isEqualTo(new IdentifierLookup.Found(changed));
        assertThat(store.users().findById(purged.id())).isEmpty();
    }

    @Test
    @Promise(of = UserRepository.class, value = "No two undeleted users share an IdentifierKey, under any race.")
    default void holdsToTheSameNamespaceAfterReopening(StoreUnderTest store) {
        created(store.users(), named("mary"));
        updated(store.users(), deleted(created(store.users(), named("john"))));
        store.reopen();
        assertThat(store.users().create(user("other", LoginIdentifiers.login("mary"))))
                .isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("mary")));
        created(store.users(), user("other", LoginIdentifiers.login("john")));
    }

    @Test
    @Promise(of = UserRepository.class, value = "Replaces a stored user, provided it is still at user.revision().")
    default void holdsToTheSameRevisionsAfterReopening(StoreUnderTest store) {
        User before = created(store.users(), named("mary"));
        User current = updated(store.users(), called(before, "Mary"));
        store.reopen();
        assertThat(store.users().update(loggingInAs(before, "maria"))).isEqualTo(new UpdateOutcome.Stale(current));
        updated(store.users(), loggingInAs(current, "maria"));
    }

    @Test
    @Promise(of = UserRepository.class, value = "Replaces a stored user, provided it is still at user.revision().")
    default void neverGivesARevisionAgainAfterReopening(StoreUnderTest store) {
        User first = created(store.users(), named("mary"));
        assertThat(store.users().purge(first.id(), revisionOf(first))).isEqualTo(new PurgeOutcome.Purged());
        store.reopen();
        User second = created(store.users(), named("mary"));
        assertThat(store.users().update(called(first, "Mary"))).isEqualTo(new UpdateOutcome.Stale(second));
    }
}
