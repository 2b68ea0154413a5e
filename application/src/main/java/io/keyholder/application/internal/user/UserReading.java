package io.keyholder.application.internal.user;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.login.UserLookup;
import io.keyholder.application.user.FindResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows users to those who may see them. A refusal does not tell whether there is such a user. Thread-safe. */
public final class UserReading {
    private final UserRepository users;
    private final UserLookup lookup;
    private final UserAccess access;

    public UserReading(UserRepository users, UserAccess access) {
        this.users = users;
        this.lookup = new UserLookup(users);
        this.access = access;
    }

    public FindResult find(Actor actor, UserId id) {
        Optional<User> found = users.findById(id);
        return access.refusal(actor, UserAction.READ, id, found)
                .<FindResult>map(FindResult.Forbidden::new)
                .orElseGet(() -> found.<FindResult>map(FindResult.Found::new).orElseGet(FindResult.Nobody::new));
    }

    public FindResult find(Actor actor, String identifier) {
        IdentifierLookup found = lookup.find(identifier);
        Optional<Refusal> refusal = found.single()
                .map(user -> access.refusal(actor, UserAction.READ, user.id(), Optional.of(user)))
                .orElseGet(() -> access.refusal(actor, UserAction.READ));
        return refusal.<FindResult>map(FindResult.Forbidden::new).orElseGet(() -> result(found));
    }

    public Answer<List<User>> page(Actor actor, PageRequest request) {
        return list(actor, () -> rows(actor).page(request));
    }

    public Answer<Long> count(Actor actor) {
        return list(actor, () -> rows(actor).count(users::count));
    }

    public Answer<Long> forEach(Actor actor, Consumer<? super User> action) {
        return list(actor, () -> rows(actor).forEach(action));
    }

    private ReadableRows rows(Actor actor) {
        return new ReadableRows(access.rowFilter(actor), users::page);
    }

    private <T> Answer<T> list(Actor actor, Supplier<T> answer) {
        return access.refusal(actor, UserAction.LIST)
                .<Answer<T>>map(Answer.Forbidden::new)
                .orElseGet(() -> {
                    access.noteRead(Optional.empty(), UserAction.LIST);
                    return new Answer.Allowed<>(answer.get());
                });
    }

    private static FindResult result(IdentifierLookup lookup) {
        if (lookup instanceof IdentifierLookup.Found found) {
            return new FindResult.Found(found.user());
        }
        return lookup instanceof IdentifierLookup.Ambiguous several
                ? new FindResult.Ambiguous(several.users())
                : new FindResult.Nobody();
    }
}
