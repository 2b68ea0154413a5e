package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.user.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which users hold which search terms. Not thread-safe. */
final class MapTerms {
    private final NavigableMap<String, Set<UserId>> holders = new TreeMap<>();

    /** The terms of these users. */
    static MapTerms of(Collection<User> users) {
        MapTerms terms = new MapTerms();
        users.forEach(terms::add);
        return terms;
    }

    void add(User user) {
        SearchTerm.heldBy(user)
                .forEach(term -> holders.computeIfAbsent(key(term), unseen -> new HashSet<>(1))
                        .add(user.id()));
    }

    void remove(User user) {
        for (SearchTerm term : SearchTerm.heldBy(user)) {
            Set<UserId> ids = holders.getOrDefault(key(term), Set.of());
            if (ids.equals(Set.of(user.id()))) {
                holders.remove(key(term));
            } else if (!ids.isEmpty()) {
                ids.remove(user.id());
            }
        }
    }

    /** The users that hold the rarest of some terms; absent when even those are more than {@code most}. */
    Optional<Set<UserId>> ofRarest(List<SearchTerm> terms, int most) {
        Optional<Set<UserId>> rarest = Optional.empty();
        for (SearchTerm term : terms) {
            int fewest = rarest.map(Set::size).orElse(most);
            Optional<Set<UserId>> rarer = atMost(fewest, term);
            rarest = rarer.isPresent() ? rarer : rarest;
        }
        return rarest;
    }

    private Optional<Set<UserId>> atMost(int most, SearchTerm term) {
        Set<UserId> found = new HashSet<>();
        for (Set<UserId> ids : under(term)) {
            for (UserId id : ids) {
                found.add(id);
                if (found.size() > most) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(found);
    }

    /** How many users hold a term. */
    int count(SearchTerm term) {
        List<Set<UserId>> holding = under(term);
        if (holding.size() == 1) {
            return holding.get(0).size();
        }
        Set<UserId> all = new HashSet<>();
        holding.forEach(all::addAll);
        return all.size();
    }

    /**
     * Words are found by their beginnings, other terms as a whole. No stream over the rest of the map: it would ask for
     * its size, and so count it.
     */
    private List<Set<UserId>> under(SearchTerm term) {
        String key = key(term);
        if (term.kind() != SearchTerm.Kind.WORD) {
            return List.of(holders.getOrDefault(key, Set.of()));
        }
        List<Set<UserId>> beginning = new ArrayList<>();
        for (Map.Entry<String, Set<UserId>> entry : holders.tailMap(key, true).entrySet()) {
            if (!entry.getKey().startsWith(key)) {
                break;
            }
            beginning.add(entry.getValue());
        }
        return beginning;
    }

    private static String key(SearchTerm term) {
        return term.kind().name() + ':' + term.text();
    }
}
