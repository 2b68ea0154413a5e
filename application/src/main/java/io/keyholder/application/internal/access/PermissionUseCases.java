package io.keyholder.application.internal.access;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.permission.PermissionDecisions;
import io.keyholder.domain.access.ActingUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The use cases behind {@link PermissionDecisions}. Thread-safe. */
public final class PermissionUseCases implements PermissionDecisions {
    private static final List<Permission> OF_THE_HOST = List.of(Permission.granting(PermissionType.ADMIN));

    private final UserRepository users;
    private final UserAccess access;
    private final Clock clock;

    public PermissionUseCases(UserRepository users, UserAccess access, Clock clock) {
        this.users = users;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public boolean allows(Actor actor, PermissionType type, Attributes attributes) {
        return decide(actor, type, attributes) instanceof Answer.Allowed<Decision> allowed
                && allowed.value().isGranted();
    }

    @Override
    public Answer<Optional<DecisionExplanation>> decide(
            Actor actor, UserId id, PermissionType type, Attributes attributes) {
        Arguments.required("actor", actor);
        Arguments.required("user id", id);
        Arguments.required("permission type", type);
        Arguments.required("attributes", attributes);
        Optional<User> user = users.findById(id);
        return access.refusal(actor, UserAction.DECIDE, id, user)
                .<Answer<Optional<DecisionExplanation>>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(user.map(found -> PermissionEvaluation.explain(
                        found.authorization().expanded(access.roles()), type, attributes, clock.instant()))));
    }

    @Override
    public Answer<Decision> decide(Actor actor, PermissionType type, Attributes attributes) {
        Arguments.required("actor", actor);
        Arguments.required("permission type", type);
        Arguments.required("attributes", attributes);
        if (!(actor instanceof Actor.LoggedIn loggedIn)) {
            return new Answer.Allowed<>(PermissionEvaluation.decide(OF_THE_HOST, type, attributes, clock.instant()));
        }
        Optional<User> user = users.findById(loggedIn.user());
        return access.refusal(actor, UserAction.DECIDE, loggedIn.user(), user)
                .<Answer<Decision>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(new ActingUser(user.orElseThrow(), loggedIn, access.roles())
                        .decide(type, attributes, clock.instant())));
    }
}
