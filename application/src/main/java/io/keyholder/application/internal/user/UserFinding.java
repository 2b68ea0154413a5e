package io.keyholder.application.internal.user;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds users by a filter, in ascending order of id. Ids and identifiers are looked up; the store searches for
 * everything else. Thread-safe.
 */
public final class UserFinding {
    private final UserRepository users;
    private final UserAccess access;

    public UserFinding(UserRepository users, UserAccess access) {
        this.users = users;
        this.access = access;
    }

    public Answer<List<User>> search(Actor actor, UserFilter filter, PageRequest request) {
        return answer(actor, () -> rows(actor, filter).page(request));
    }

    public Answer<Long> count(Actor actor, UserFilter filter) {
        return answer(actor, () -> rows(actor, filter).count(() -> counted(filter)));
    }

    private ReadableRows rows(Actor actor, UserFilter filter) {
        return new ReadableRows(access.rowFilter(actor), request -> page(filter, request));
    }

    public List<User> page(UserFilter filter, PageRequest request) {
        return lookedUp(filter)
                .map(few -> few.stream()
                        .filter(user -> request.after()
                                .map(last -> user.id().compareTo(last) > 0)
                                .orElse(true))
                        .filter(filter::matches)
                        .sorted(Comparator.comparing(User::id))
                        .limit(request.limit())
                        .toList())
                .orElseGet(() -> users.search(filter, request));
    }

    private long counted(UserFilter filter) {
        return lookedUp(filter)
                .map(few -> few.stream().filter(filter::matches).count())
                .orElseGet(() -> users.count(filter));
    }

    /** All users that may match, when the filter names them; absent when only the store knows. */
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
                .orElseGet(() -> {
                    access.noteRead(Optional.empty(), UserAction.LIST);
                    return new Answer.Allowed<>(answer.get());
                });
    }
}
