package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.allCreated;
import static io.keyholder.testkit.internal.TestUsers.called;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.undeleted;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.arbitraries.SearchArbitraries;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.internal.Samples;
import io.keyholder.testkit.internal.TestUsers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link UserRepository#search} promises: the answers of a plain filter over all users, whatever is written. */
@Promise(of = UserRepository.class, value = "those, and only those, that reading all of page would find")
public interface UserRepositorySearchContract extends StoreContract {
    @Test
    default void findsByTheBeginningsOfWordsInEveryPlace(UserRepository users) {
        User zoe = created(
                users,
                called(
                        TestUsers.user(
                                "u1",
                                LoginIdentifiers.login("Z.Muller")
                                        .withEmail("zoe@north.example.org")
                                        .withMobilePhone("+32 470 12 34 56")),
                        "Zoë Müller-Straße"));
        created(users, called(named("u2"), "Anna Olsson"));
        for (String typed : List.of("zoe", "ZOË", "mull stra", "STRASSE", "north", "32470", "+32 470 12", "z m e o")) {
            assertThat(users.search(words(typed), PageRequest.first(10)))
                    .as("found by %s", typed)
                    .containsExactly(zoe);
        }
        for (String typed : List.of("oe", "zoe anna", "470123", "müller x", "%", "_", "zoe_")) {
            UserFilter filter = words(typed);
            assertThat(users.search(filter, PageRequest.first(10)))
                    .as("found by %s", typed)
                    .isEqualTo(plain(users, filter));
        }
    }

    /** A number is found by the digits that identify it, and by no others, however it was written. */
    @Test
    default void findsAPhoneByItsDigitsHoweverItIsWritten(UserRepository users) {
        List<String> written = List.of(
                "0032475000001",
                "+32 (0)475 00 00 02",
                "tel:+32-475-00-00-03",
                "00 32 ( 0 ) 475/000.004",
                "(0)475 000 005",
                "\u0660\u0660\u0663\u0662\u0664\u0667\u0665\u0660\u0660\u0660\u0660\u0660\u0666",
                "+32\u2011475\u2011000007",
                "\uFF0B\uFF13\uFF12\uFF14\uFF17\uFF15\uFF10\uFF10\uFF10\uFF10\uFF10\uFF18",
                "TEL:0032475000009");
        List<User> stored = new ArrayList<>();
        for (int number = 0; number < written.size(); number++) {
            String id = "phone-" + number;
            stored.add(created(
                    users, TestUsers.user(id, LoginIdentifiers.login(id).withMobilePhone(written.get(number)))));
        }
        for (String typed : List.of("32475", "0475", "1", "3", "00", "32", "+32475000002", "0032475000003", "tel")) {
            SearchWords words = SearchWords.of(typed);
            UserFilter filter = new UserFilter.MatchingWords(words);
            assertThat(users.search(filter, PageRequest.first(100)))
                    .as("found by %s", typed)
                    .isEqualTo(stored.stream().filter(words::areIn).toList());
            assertThat(users.count(filter))
                    .isEqualTo(stored.stream().filter(words::areIn).count());
        }
    }

    @Test
    default void findsByWhatAUserIs(UserRepository users) {
        User patient = created(
                users,
                named("patient")
                        .withDataOwner(DataOwner.patient("p/1"))
                        .withProfile(profile("north", "system-1", "85.07.30-033 28")));
        User device = created(users, named("device").withDataOwner(DataOwner.device("p/1")));
        User buried = created(users, deleted(named("buried").withProfile(profile("north", "system-2", "other"))));

        assertFinds(users, new UserFilter.ForDataOwner(new DataOwnerId("p/1")), device, patient);
        assertFinds(users, new UserFilter.ForDataOwner(new DataOwnerId("p")));
        assertFinds(users, new UserFilter.InGroup(new GroupId("north")), buried, patient);
        assertFinds(users, new UserFilter.InGroup(new GroupId("nort")));
        assertFinds(users, new UserFilter.WithStatus(UserStatus.ACTIVE), device, patient);
        assertFinds(users, new UserFilter.WithExternalId(Optional.empty(), "85.07.30-033 28"), patient);
        assertFinds(users, new UserFilter.WithExternalId(Optional.of("system-1"), "85.07.30-033 28"), patient);
        assertFinds(users, new UserFilter.WithExternalId(Optional.of("system-2"), "85.07.30-033 28"));
        assertFinds(users, new UserFilter.Undeleted(), device, patient);
        assertFinds(users, new UserFilter.Everybody(), buried, device, patient);
        assertFinds(users, words("bur").and(new UserFilter.InGroup(new GroupId("north"))), buried);
        assertFinds(users, words("bur").and(new UserFilter.Undeleted()));
        assertFinds(users, words(""), buried, device, patient);
    }

    @Test
    default void showsEachUserOnceInTheOrderOfIdsAPageAtATime(UserRepository users) {
        List<User> annas = allCreated(
                users,
                IntStream.range(10, 40)
                        .mapToObj(number -> called(named("u-" + number), "Anna Annabel Ann-" + (90 - number)))
                        .toList());
        created(users, called(named("u-11-other"), "Bert"));
        for (int limit : List.of(1, 7, 30, 1_000)) {
            assertThat(pagedThrough(users, words("ann"), limit)).isEqualTo(annas);
        }
        assertThat(users.search(words("ann"), PageRequest.after(new UserId("u-38x"), 5)))
                .containsExactly(annas.get(29));
        assertThat(users.count(words("ann"))).isEqualTo(30);
    }

    @Test
    @Promise(of = UserRepository.class, value = "A read sees every write that was answered before it began.")
    default void followsEveryWrite(StoreUnderTest store) {
        UserRepository users = store.users();
        User user = created(users, called(named("u"), "Before"));
        user = updated(users, called(user, "After").withDataOwner(DataOwner.patient("p")));
        assertFinds(users, words("before"));
        assertFinds(users, words("after"), user);
        assertFinds(users, new UserFilter.ForDataOwner(new DataOwnerId("p")), user);
        user = updated(users, deleted(user));
        assertFinds(users, words("after"), user);
        assertFinds(users, new UserFilter.WithStatus(UserStatus.ACTIVE));
        user = updated(store.second().users(), undeleted(user).withDataOwner(DataOwner.NONE));
        assertFinds(users, new UserFilter.WithStatus(UserStatus.ACTIVE), user);
        assertFinds(users, new UserFilter.ForDataOwner(new DataOwnerId("p")));
        users.purge(user.id(), revisionOf(user));
        assertFinds(users, words("after"));
        assertFinds(store.second().users(), words("after"));
    }

    @Test
    default void answersAnyFilterAsReadingAllUsersDoes(StoreUnderTest store) {
        List<User> stored = allCreated(store.users(), Samples.population(40)).stream()
                .sorted(Comparator.comparing(User::id))
                .toList();
        List<UserFilter> filters = Samples.of(SearchArbitraries.filters(stored), 60);
        List<List<User>> expected = filters.stream()
                .map(filter -> stored.stream().filter(filter::matches).toList())
                .toList();
        assertThat(expected).anyMatch(found -> found.size() == 1).anyMatch(found -> found.size() > 10);
        for (int i = 0; i < filters.size(); i++) {
            assertThat(pagedThrough(store.users(), filters.get(i), 10))
                    .as("found by %s", filters.get(i))
                    .isEqualTo(expected.get(i));
        }
        store.reopen();
        for (int i = 0; i < filters.size(); i++) {
            assertThat(store.users().count(filters.get(i)))
                    .as("counted by %s", filters.get(i))
                    .isEqualTo(expected.get(i).size());
        }
    }

    private static void assertFinds(UserRepository users, UserFilter filter, User... expected) {
        assertThat(pagedThrough(users, filter, 2)).as("found by %s", filter).containsExactly(expected);
        assertThat(users.count(filter)).as("counted by %s", filter).isEqualTo(expected.length);
    }

    private static UserFilter words(String typed) {
        return new UserFilter.MatchingWords(SearchWords.of(typed));
    }

    private static Profile profile(String group, String system, String value) {
        ExternalIdentifier identifier =
                new ExternalIdentifier(Optional.of(system), Optional.of(value), Optional.empty(), PreservedJson.NONE);
        return new Profile(Optional.empty(), Optional.of(new GroupId(group)), List.of(identifier));
    }

    private static List<User> plain(UserRepository users, UserFilter filter) {
        return users.page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                .filter(filter::matches)
                .toList();
    }

    private static List<User> pagedThrough(UserRepository users, UserFilter filter, int limit) {
        List<User> all = new ArrayList<>();
        PageRequest request = PageRequest.first(limit);
        List<User> page = users.search(filter, request);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            request = request.next(page);
            page = users.search(filter, request);
        }
        return all;
    }
}
