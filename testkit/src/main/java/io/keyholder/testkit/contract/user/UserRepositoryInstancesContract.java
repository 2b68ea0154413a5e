package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.called;
import static io.keyholder.testkit.internal.TestUsers.created;
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
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import org.junit.jupiter.api.Test;

/** That two instances over the same data behave as one: each sees at once what the other answered. */
@Promise(
        of = UserRepository.class,
        value = "Thread-safe, also against other instances over the same data, in this process " + "or another.")
public interface UserRepositoryInstancesContract extends StoreContract {
    @Test
    default void showsEachInstanceWhatTheOtherWrote(StoreUnderTest store) {
        UserRepository one = store.first().users();
        UserRepository other = store.second().users();
        User created = created(one, named("mary"));
        assertThat(other.findById(created.id())).contains(created);
        User updated = updated(other, loggingInAs(created, "maria"));
        assertThat(one.findById(created.id())).contains(updated);
        assertThat(one.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Nobody());
        assertThat(one.findByIdentifier(IdentifierKey.of("maria"))).isEqualTo(new IdentifierLookup.Found(updated));
        assertThat(one.page(PageRequest.first(10))).containsExactly(updated);
        one.purge(updated.id(), revisionOf(updated));
        assertThat(other.findById(updated.id())).isEmpty();
        assertThat(other.count()).isZero();
    }

    @Test
    default void holdsEachInstanceToWhatTheOtherTook(StoreUnderTest store) {
        UserRepository one = store.first().users();
        UserRepository other = store.second().users();
        User stored = created(one, named("mary"));
        assertThat(other.create(named("mary"))).isEqualTo(new CreateOutcome.IdTaken());
        assertThat(other.create(user("other", LoginIdentifiers.login("mary"))))
                .isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("mary")));
        User current = updated(other, called(stored, "Mary"));
        assertThat(one.update(called(stored, "Maria"))).isEqualTo(new UpdateOutcome.Stale(current));
    }

    @Test
    default void closingOneInstanceLeavesTheOtherOpen(StoreUnderTest store) {
        User stored = created(store.users(), named("mary"));
        UserRepository first = store.users();
        store.second().close();
        assertThat(first.findById(stored.id())).contains(stored);
        created(first, named("john"));
    }
}
