package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One search in the index. Users that hold the rarest of the terms are sorted; where even those are many, the users are
 * asked one after the other, because so many answers fill a page soon. Every user that is shown was judged by the
 * filter itself.
 *
 * @param filter who is looked for
 * @param ranges where the index has them, the rarest first; the longest few of all terms
 * @param isSorted whether the rarest is rare enough to be sorted
 * @param isWhole whether every user that the index has there is found
 */
record UserSearch(UserFilter filter, List<TermRange> ranges, boolean isSorted, boolean isWhole) {
    private static final int MAX_RANGES = 4;
    private static final int MAX_SORTED = 10_000;
    private static final int SOON_COUNTED = 500;
    private static final int MIN_CANDIDATES = 100;
    private static final int MAX_CANDIDATES = 1_000;

    /** Whether the index helps to find someone by this. */
    static boolean helpsWith(UserFilter filter) {
        return !filter.terms().isEmpty();
    }

    static UserSearch plan(H2Session session, UserFilter filter) throws SQLException {
        List<SearchTerm> terms = filter.terms().stream().distinct().toList();
        List<TermRange> ranges = terms.stream()
                .map(TermRange::of)
                .sorted(Comparator.comparing(TermRange::length).reversed())
                .limit(MAX_RANGES)
                .toList();
        List<Sized> sized = sized(session, ranges, SOON_COUNTED);
        if (sized.get(0).size() > SOON_COUNTED) {
            sized = sized(session, ranges, MAX_SORTED);
        }
        return new UserSearch(
                filter,
                sized.stream().map(Sized::range).toList(),
                sized.get(0).size() <= MAX_SORTED,
                filter.isExactByTerms()
                        && terms.size() == ranges.size()
                        && ranges.stream().allMatch(TermRange::isWhole));
    }

    List<User> page(H2Session session, PageRequest request) throws SQLException {
        List<User> found = new ArrayList<>();
        Optional<UserId> after = request.after();
        while (found.size() < request.limit()) {
            int wanted = Math.min(Math.max(request.limit() - found.size(), MIN_CANDIDATES), MAX_CANDIDATES);
            List<UserId> candidates = candidates(session, after, wanted);
            for (UserId candidate : candidates) {
                judged(session, candidate)
                        .filter(user -> found.size() < request.limit())
                        .ifPresent(found::add);
            }
            if (candidates.size() < wanted) {
                return found;
            }
            after = Optional.of(candidates.get(wanted - 1));
        }
        return found;
    }

    long count(H2Session session) throws SQLException {
        if (isWhole) {
            return isSorted
                    ? UserTermTables.countGathered(session, ranges)
                    : UserTermTables.countWalked(session, ranges);
        }
        long count = 0;
        Optional<UserId> after = Optional.empty();
        while (true) {
            List<UserId> candidates = candidates(session, after, MAX_CANDIDATES);
            for (UserId candidate : candidates) {
                count += judged(session, candidate).isPresent() ? 1 : 0;
            }
            if (candidates.size() < MAX_CANDIDATES) {
                return count;
            }
            after = Optional.of(candidates.get(MAX_CANDIDATES - 1));
        }
    }

    private Optional<User> judged(H2Session session, UserId candidate) throws SQLException {
        return UserTables.find(session, candidate).map(StoredUser::toUser).filter(filter::matches);
    }

    /** The smallest first; none is counted beyond one more than {@code limit}. */
    private static List<Sized> sized(H2Session session, List<TermRange> ranges, int limit) throws SQLException {
        List<Sized> sized = new ArrayList<>();
        for (TermRange range : ranges) {
            sized.add(new Sized(range, UserTermTables.size(session, range, limit + 1)));
        }
        sized.sort(Comparator.comparing(Sized::size));
        return sized;
    }

    private List<UserId> candidates(H2Session session, Optional<UserId> after, int limit) throws SQLException {
        return isSorted
                ? UserTermTables.sorted(session, ranges, after, limit)
                : UserTermTables.walked(session, ranges, after, limit);
    }

    private record Sized(TermRange range, int size) {}
}
