package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.allCreated;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.internal.Samples;
import io.keyholder.testkit.internal.TestUsers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link UserRepository#page} promises: all users, once each, in the order of their ids' UTF-8 bytes. */
@Promise(of = UserRepository.class, value = "in ascending order of id, that come after request.after().")
public interface UserRepositoryPagingContract extends StoreContract {
    @Test
    default void showsAnEmptyPageOfAnEmptyStore(UserRepository users) {
        assertThat(users.page(PageRequest.first(1))).isEmpty();
        assertThat(users.page(PageRequest.after(new UserId("a"), PageRequest.MAX_LIMIT)))
                .isEmpty();
    }

    /** UTF-16 would put U+10000 before U+E000, and any collation would mix letter cases. */
    @Test
    default void ordersIdsByTheirUtf8Bytes(UserRepository users) {
        List<String> ascending = List.of(
                "!",
                "10",
                "9",
                "A",
                "Z",
                "a",
                "a!",
                "aa",
                "b",
                "z",
                "\u00e9",
                "\u05d0",
                "\u4e00",
                "\ue000",
                "\uffee",
                "\ud800\udc00",
                "\ud83d\udd11",
                "\udbc0\udc00");
        List<String> descending = new ArrayList<>(ascending);
        Collections.reverse(descending);
        for (int i = 0; i < descending.size(); i++) {
            created(users, user(descending.get(i), LoginIdentifiers.login("login-" + i)));
        }
        assertThat(idsOf(users.page(PageRequest.first(100)))).isEqualTo(ascending);
        for (int i = 0; i < ascending.size(); i++) {
            assertThat(idsOf(users.page(PageRequest.after(new UserId(ascending.get(i)), 100))))
                    .isEqualTo(ascending.subList(i + 1, ascending.size()));
        }
    }

    @Test
    default void ordersAnyIdsByTheirUtf8Bytes(UserRepository users) {
        List<User> stored = allCreated(users, Samples.population(150));
        List<UserId> expected = stored.stream()
                .map(User::id)
                .sorted(UserRepositoryPagingContract::compareUtf8)
                .toList();
        assertThat(pagedThrough(users, 7)).extracting(User::id).isEqualTo(expected);
    }

    @Test
    default void fillsEveryPageButTheLast(UserRepository users) {
        allCreated(users, numbered(10));
        assertThat(idsOf(users.page(PageRequest.first(3)))).containsExactly("u-100", "u-101", "u-102");
        assertThat(idsOf(users.page(PageRequest.after(new UserId("u-102"), 3))))
                .containsExactly("u-103", "u-104", "u-105");
        assertThat(idsOf(users.page(PageRequest.after(new UserId("u-108"), 3)))).containsExactly("u-109");
        assertThat(users.page(PageRequest.after(new UserId("u-109"), 3))).isEmpty();
        assertThat(users.page(PageRequest.first(10))).hasSize(10);
        assertThat(users.page(PageRequest.first(PageRequest.MAX_LIMIT))).hasSize(10);
        assertThat(idsOf(users.page(PageRequest.first(1)))).containsExactly("u-100");
    }

    @Test
    default void startsAfterAnIdThatNeedNotExist(UserRepository users) {
        allCreated(users, numbered(4));
        assertThat(idsOf(users.page(PageRequest.after(new UserId("u-101x"), 10))))
                .containsExactly("u-102", "u-103");
        assertThat(users.page(PageRequest.after(new UserId("v"), 10))).isEmpty();
        assertThat(users.page(PageRequest.after(new UserId("U-"), 10))).hasSize(4);
    }

    @Test
    default void showsSoftDeletedUsersToo(UserRepository users) {
        User buried = created(users, deleted(named("buried")));
        User living = created(users, named("living"));
        assertThat(users.page(PageRequest.first(10))).containsExactly(buried, living);
    }

    @Test
    @Promise(of = UserRepository.class, value = "A read sees every write that was answered before it began.")
    default void showsAWriteThatWasAnsweredBefore(UserRepository users) {
        User one = created(users, named("one"));
        User two = created(users, named("two"));
        users.purge(one.id(), revisionOf(one));
        User changed = TestUsers.updated(users, TestUsers.called(two, "Two"));
        assertThat(users.page(PageRequest.first(10))).containsExactly(changed);
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "Paging through to an empty page MUST show every user exactly once that exists "
                    + "throughout, whatever else is written meanwhile")
    default void losesItsPlaceByNoWriteBetweenTwoPages(UserRepository users) {
        List<User> lasting = allCreated(users, numbered(9));
        List<User> shown = new ArrayList<>(users.page(PageRequest.first(3)));
        User earlier = created(users, named("a"));
        created(users, named("u-1"));
        shown.addAll(users.page(PageRequest.after(new UserId("u-102"), 3)));
        users.purge(earlier.id(), revisionOf(earlier));
        users.purge(new UserId("u-100"), revisionOf(lasting.get(0)));
        users.purge(new UserId("u-105"), revisionOf(lasting.get(5)));
        shown.addAll(users.page(PageRequest.after(new UserId("u-105"), 4)));
        assertThat(shown).isEqualTo(lasting);
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "Paging through to an empty page MUST show every user exactly once that exists "
                    + "throughout, whatever else is written meanwhile")
    default void showsEveryLastingUserOnceWhileOthersComeAndGo(StoreUnderTest store) {
        List<User> lasting = allCreated(store.users(), numbered(60));
        AtomicBoolean done = new AtomicBoolean();
        UserRepository other = store.second().users();
        List<Boolean> results = Race.between(List.of(() -> comeAndGo(other, done), () -> {
            try {
                for (int round = 0; round < 10; round++) {
                    assertLastingOnce(pagedThrough(store.users(), 7), lasting);
                }
                return true;
            } finally {
                done.set(true);
            }
        }));
        assertThat(results).containsOnly(true);
    }

    private static boolean comeAndGo(UserRepository users, AtomicBoolean done) {
        for (int i = 0; !done.get(); i = (i + 7) % 60) {
            User passing = created(users, named("u-1" + String.format(Locale.ROOT, "%02d", i) + "-passing"));
            users.purge(passing.id(), revisionOf(passing));
        }
        return true;
    }

    private static void assertLastingOnce(List<User> shown, List<User> lasting) {
        assertThat(shown).extracting(User::id).doesNotHaveDuplicates().isSorted();
        assertThat(shown).containsAll(lasting);
    }

    private static List<User> numbered(int count) {
        return IntStream.range(100, 100 + count)
                .mapToObj(number -> named("u-" + number))
                .toList();
    }

    private static List<User> pagedThrough(UserRepository users, int limit) {
        List<User> all = new ArrayList<>();
        Set<UserId> seen = new HashSet<>();
        List<User> page = users.page(PageRequest.first(limit));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            assertThat(page).extracting(User::id).allMatch(seen::add, "shown once");
            all.addAll(page);
            UserId last = page.get(page.size() - 1).id();
            page = users.page(new PageRequest(Optional.of(last), limit));
        }
        return all;
    }

    private static List<String> idsOf(List<User> users) {
        return users.stream().map(user -> user.id().value()).toList();
    }

    private static int compareUtf8(UserId one, UserId other) {
        return Arrays.compareUnsigned(
                one.value().getBytes(StandardCharsets.UTF_8), other.value().getBytes(StandardCharsets.UTF_8));
    }
}
