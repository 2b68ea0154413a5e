package io.keyholder.application;

import io.keyholder.application.access.Answer;
import io.keyholder.application.access.UserAccess;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds users by a filter, in ascending order of id, in memory bounded by a page. Ids and identifiers are looked up; for everything else
 * all users are read, so that every store gives the same answers. Thread-safe.
 */
final class UserFinding {
    private static final int SCANNED_AT_ONCE = 1_000;

    private final UserRepository users;
    private final UserAccess access;

    UserFinding(UserRepository users, UserAccess access) {
        this.users = users;
        this.access = access;
    }

    Answer<List<User>> search(Actor actor, UserFilter filter, PageRequest request) {
        return answer(actor, () -> page(filter, request));
    }

    Answer<Long> count(Actor actor, UserFilter filter) {
        return answer(actor, () -> counted(filter));
    }

    List<User> page(UserFilter filter, PageRequest request) {
        List<User> found = new ArrayList<>();
        Optional<UserId> after = request.after();
        List<User> scanned = candidates(filter, after);
        while (!scanned.isEmpty() && found.size() < request.limit()) {
            scanned.stream()
                    .filter(filter::matches)
                    .limit((long) request.limit() - found.size())
                    .forEach(found::add);
            after = Optional.of(scanned.get(scanned.size() - 1).id());
            scanned = candidates(filter, after);
        }
        return List.copyOf(found);
    }

    private long counted(UserFilter filter) {
        long count = 0;
        List<User> page = page(filter, PageRequest.first(SCANNED_AT_ONCE));
        while (!page.isEmpty()) {
            count += page.size();
            page = page(filter, PageRequest.after(page.get(page.size() - 1).id(), SCANNED_AT_ONCE));
        }
        return count;
    }

    /** The next users that may match, in ascending order of id; empty after the last. */
    private List<User> candidates(UserFilter filter, Optional<UserId> after) {
        return lookedUp(filter)
                .map(few -> few.stream()
                        .filter(user -> after.isEmpty() || user.id().compareTo(after.get()) > 0)
                        .sorted(Comparator.comparing(User::id))
                        .toList())
                .orElseGet(() -> users.page(new PageRequest(after, SCANNED_AT_ONCE)));
    }

    /** All users that may match, when the filter names them; absent when only reading all tells. */
    private Optional<Collection<User>> lookedUp(UserFilter filter) {
        if (filter instanceof UserFilter.WithIds some) {
            return Optional.of(byIds(some.ids()));
        }
        if (filter instanceof UserFilter.KnownAs known) {
            IdentifierLookup lookup = users.findByIdentifier(known.key());
            return Optional.of(
                    lookup instanceof IdentifierLookup.Ambiguous several
                            ? byIds(several.users())
                            : lookup.single().stream().toList());
        }
        return filter instanceof UserFilter.AllOf all
                ? all.filters().stream()
                        .map(this::lookedUp)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private List<User> byIds(Collection<UserId> ids) {
        return ids.stream().map(users::findById).flatMap(Optional::stream).toList();
    }

    private <T> Answer<T> answer(Actor actor, Supplier<T> answer) {
        return access.refusal(actor, UserAction.LIST)
                .<Answer<T>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Given<>(answer.get()));
    }
}
