package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.arbitraries.SearchArbitraries;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.verification.store.TestStore;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Every store finds those, and only those, that a plain filter over all users finds, in the same order. A few
 * populations only, because each is stored three times; {@code UserRepositorySearchContract} asks each store more.
 */
class SearchLawProperties {
    /** Users, and what they are searched by. */
    record Searched(List<User> users, List<UserFilter> filters) {}

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void everyStoreFindsWhatAPlainFilterFinds(@ForAll("searched") Searched searched) {
        List<List<UserId>> expected = searched.filters().stream()
                .map(filter -> searched.users().stream()
                        .filter(filter::matches)
                        .map(User::id)
                        .sorted()
                        .toList())
                .toList();
        for (TestStore kind : TestStore.values()) {
            try (StorageSandbox sandbox = kind.newSandbox();
                    Storage store = sandbox.open()) {
                assertThat(store.users().createAll(searched.users())).allMatch(CreateOutcome.Created.class::isInstance);
                for (int i = 0; i < expected.size(); i++) {
                    UserFilter filter = searched.filters().get(i);
                    assertThat(found(store.users(), filter))
                            .as("%s by %s", kind, filter)
                            .isEqualTo(expected.get(i));
                    assertThat(store.users().count(filter))
                            .as("%s by %s", kind, filter)
                            .isEqualTo(expected.get(i).size());
                }
            }
        }
    }

    @Provide
    Arbitrary<Searched> searched() {
        return UserArbitraries.populations(25)
                .flatMap(users -> SearchArbitraries.filters(users)
                        .list()
                        .ofSize(20)
                        .map(filters -> new Searched(users, filters)));
    }

    private static List<UserId> found(UserRepository users, UserFilter filter) {
        List<UserId> found = new ArrayList<>();
        List<User> page = users.search(filter, PageRequest.first(12));
        while (!page.isEmpty()) {
            page.forEach(user -> found.add(user.id()));
            page = users.search(
                    filter, PageRequest.after(page.get(page.size() - 1).id(), 12));
        }
        return found;
    }
}
