package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.allCreated;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.internal.Samples;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That any user comes back equal to what was stored: nothing lost, rounded or trimmed. */
@Promise(
        of = UserRepository.class,
        value = "A stored user comes back equal to what was stored, but for its revision: "
                + "nothing is lost, rounded or trimmed.")
public interface UserRepositoryRoundTripContract extends StoreContract {
    @Test
    default void givesBackAnyUserAsItWasCreated(UserRepository users) {
        List<User> population = Samples.population(250);
        List<User> stored = allCreated(users, population);
        for (int i = 0; i < population.size(); i++) {
            assertThat(stored.get(i).withoutRevision()).isEqualTo(population.get(i));
            assertThat(users.findById(population.get(i).id())).contains(stored.get(i));
        }
    }

    @Test
    default void givesBackAnyUserAsItWasChanged(UserRepository users) {
        User before = created(users, named("somebody"));
        for (User sample : Samples.population(100)) {
            User change = sameIdAs(before, sample);
            User after = updated(users, change);
            assertThat(after.withoutRevision()).isEqualTo(change.withoutRevision());
            assertThat(users.findById(after.id())).contains(after);
            before = after;
        }
    }

    @Test
    default void givesBackAnyUserFromAPageAndByIdentifier(UserRepository users) {
        List<User> stored = allCreated(users, Samples.population(100));
        assertThat(users.page(PageRequest.first(PageRequest.MAX_LIMIT)))
                .isEqualTo(
                        stored.stream().sorted(Comparator.comparing(User::id)).toList());
        stored.stream()
                .filter(user -> !user.isDeleted())
                .forEach(user -> user.identifiers()
                        .keys()
                        .forEach(key ->
                                assertThat(users.findByIdentifier(key)).isEqualTo(new IdentifierLookup.Found(user))));
    }

    private static User sameIdAs(User stored, User content) {
        return new User(
                stored.id(),
                stored.revision(),
                content.identifiers(),
                content.profile(),
                content.dataOwner(),
                content.lifecycle(),
                content.credentials(),
                content.tokens(),
                content.authorization(),
                content.properties(),
                content.autoDelegations(),
                content.unknownMembers());
    }
}
