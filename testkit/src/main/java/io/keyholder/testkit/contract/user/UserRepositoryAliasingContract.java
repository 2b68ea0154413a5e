package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.allCreated;
import static io.keyholder.testkit.internal.TestUsers.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That nothing handed in or out is shared with the store. */
@Promise(of = UserRepository.class, value = "Nothing handed in or out is shared with the store.")
public interface UserRepositoryAliasingContract extends StoreContract {
    @Test
    default void doesNotFollowTheListItWasGiven(UserRepository users) {
        List<User> given = new ArrayList<>(List.of(named("a"), named("b")));
        allCreated(users, given);
        assertThat(given).containsExactly(named("a"), named("b"));
        given.clear();
        assertThat(users.count()).isEqualTo(2);
        assertThat(users.page(PageRequest.first(10))).hasSize(2);
    }

    @Test
    default void doesNotFollowTheListsItGave(UserRepository users) {
        List<User> stored = allCreated(users, List.of(named("a"), named("b")));
        emptied(users.page(PageRequest.first(10)));
        emptied(users.createAll(List.of(named("a"))));
        assertThat(users.page(PageRequest.first(10))).isEqualTo(stored);
        assertThat(users.count()).isEqualTo(2);
    }

    @Test
    default void aPageDoesNotChangeAfterItWasGiven(UserRepository users) {
        List<User> stored = allCreated(users, List.of(named("a"), named("c")));
        List<User> page = users.page(PageRequest.first(10));
        allCreated(users, List.of(named("b")));
        assertThat(page).isEqualTo(stored);
    }

    /** Lists that refuse to be changed are as good as copies. */
    private static void emptied(List<?> list) {
        try {
            list.clear();
        } catch (UnsupportedOperationException unmodifiable) {
            assertThat(list).isNotEmpty();
        }
    }
}
