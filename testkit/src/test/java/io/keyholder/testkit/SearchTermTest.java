package io.keyholder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.arbitraries.SearchArbitraries;
import io.keyholder.testkit.internal.Samples;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That an index of terms loses nobody, and that it tells all where it is said to. */
class SearchTermTest {
    private static final List<User> USERS = Samples.population(30);
    private static final List<UserFilter> FILTERS = Samples.of(SearchArbitraries.filters(USERS), 80);

    @Test
    void whoeverIsFoundHoldsTheTerms() {
        for (UserFilter filter : FILTERS) {
            assertThat(USERS.stream().filter(filter::matches))
                    .as("found by %s", filter)
                    .allMatch(user -> holdsTerms(user, filter));
        }
    }

    @Test
    void whoeverHoldsTheTermsIsFoundWhereTheyTellAll() {
        List<UserFilter> told =
                FILTERS.stream().filter(UserFilter::isExactByTerms).toList();
        assertThat(told).hasSizeBetween(30, FILTERS.size() - 3);
        for (UserFilter filter : told) {
            assertThat(USERS.stream().filter(user -> holdsTerms(user, filter)))
                    .as("holding the terms of %s", filter)
                    .allMatch(filter::matches);
        }
    }

    private static boolean holdsTerms(User user, UserFilter filter) {
        Set<SearchTerm> held = SearchTerm.heldBy(user);
        return filter.terms().stream()
                .allMatch(term -> term.kind() == SearchTerm.Kind.WORD
                        ? held.stream()
                                .anyMatch(other -> other.kind() == SearchTerm.Kind.WORD
                                        && other.text().startsWith(term.text()))
                        : held.contains(term));
    }
}
