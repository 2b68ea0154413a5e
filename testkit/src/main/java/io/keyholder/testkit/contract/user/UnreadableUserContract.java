package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UnreadableUserException;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store that can be damaged does about a user that it cannot read: names it, and goes on with the others. */
@Promise(of = UserRepository.class, value = "A page MUST end before a user that cannot be read, and be short")
public interface UnreadableUserContract extends StoreContract {
    /** Makes what is stored of this user unreadable, behind the back of the store of the running test. */
    void damage(UserId user);

    @Test
    default void endsAPageBeforeAUserThatCannotBeRead(StoreUnderTest store) {
        storeWithDamaged(store, "c");
        assertThat(store.users().page(PageRequest.first(10)))
                .extracting(user -> user.id().value())
                .containsExactly("a", "b");
        assertNames("c", () -> store.users().page(PageRequest.after(new UserId("b"), 10)));
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "when the first user of the page cannot be read; the page after that user goes " + "on")
    default void pagesPastAUserThatCannotBeRead(StoreUnderTest store) {
        storeWithDamaged(store, "a", "c", "d");
        List<String> readable = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        PageRequest request = PageRequest.first(2);
        boolean isMore = true;
        while (isMore) {
            try {
                List<User> page = store.users().page(request);
                page.forEach(user -> readable.add(user.id().value()));
                isMore = !page.isEmpty();
                request = isMore ? PageRequest.after(page.get(page.size() - 1).id(), 2) : request;
            } catch (UnreadableUserException damaged) {
                unreadable.add(damaged.user().value());
                request = PageRequest.after(damaged.user(), 2);
            }
            assertThat(readable).doesNotHaveDuplicates();
            assertThat(unreadable).doesNotHaveDuplicates();
        }
        assertThat(readable).containsExactly("b", "e");
        assertThat(unreadable).containsExactly("a", "c", "d");
    }

    @Test
    @Promise(of = UserRepository.class, value = "when what is stored of it cannot be read")
    default void namesAUserThatCannotBeReadWhereItIsAskedFor(StoreUnderTest store) {
        storeWithDamaged(store, "c");
        assertNames("c", () -> store.users().findById(new UserId("c")));
        assertThat(store.users().findById(new UserId("d"))).isPresent();
    }

    private void storeWithDamaged(StoreUnderTest store, String... damaged) {
        UserRepository users = store.users();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertThat(users.create(named(name))).isInstanceOf(CreateOutcome.Created.class);
        }
        for (String name : damaged) {
            damage(new UserId(name));
        }
    }

    private static void assertNames(String id, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        UnreadableUserException.class,
                        unreadable -> assertThat(unreadable.user()).isEqualTo(new UserId(id)))
                .hasMessageContaining(id);
    }
}
