package io.keyholder.application.internal.user;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.login.LoginGate;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.FindResult;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.application.user.Users;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.PageRequest;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The use cases behind {@link Users}. Thread-safe. */
public final class UserUseCases implements Users {
    private final UserReading reading;
    private final UserChanges changes;
    private final UserCreation creation;
    private final UserPurge purge;
    private final UserImport imports;
    private final UserFinding finding;
    private final ExpirationSweep expirations;
    private final LoginGate gate;
    private final Now now;

    public UserUseCases(
            UserReading reading,
            UserChanges changes,
            UserCreation creation,
            UserPurge purge,
            UserImport imports,
            UserFinding finding,
            ExpirationSweep expirations,
            LoginGate gate,
            Now now) {
        this.reading = reading;
        this.changes = changes;
        this.creation = creation;
        this.purge = purge;
        this.imports = imports;
        this.finding = finding;
        this.expirations = expirations;
        this.gate = gate;
        this.now = now;
    }

    @Override
    public CreateResult create(String identifier, Password password) {
        String known = Arguments.required("identifier", identifier);
        LoginIdentifiers identifiers =
                known.contains("@") ? LoginIdentifiers.email(known) : LoginIdentifiers.login(known);
        return create(Actor.host(), NewUser.of(identifiers).withPassword(Arguments.required("password", password)));
    }

    @Override
    public CreateResult create(Actor actor, NewUser user) {
        return creation.create(actor(actor), Arguments.required("new user", user));
    }

    @Override
    public FindResult find(Actor actor, UserId id) {
        return reading.find(actor(actor), Arguments.required("user id", id));
    }

    @Override
    public FindResult find(Actor actor, String identifier) {
        return reading.find(actor(actor), Arguments.required("identifier", identifier));
    }

    @Override
    public Answer<List<User>> page(Actor actor, PageRequest request) {
        return reading.page(actor(actor), Arguments.required("page request", request));
    }

    @Override
    public Answer<Long> forEach(Actor actor, Consumer<? super User> action) {
        return reading.forEach(actor(actor), Arguments.required("action", action));
    }

    @Override
    public Answer<Long> count(Actor actor) {
        return reading.count(actor(actor));
    }

    @Override
    public Answer<Long> count(Actor actor, UserFilter filter) {
        return finding.count(actor(actor), Arguments.required("filter", filter));
    }

    @Override
    public Answer<List<User>> search(Actor actor, UserFilter filter, PageRequest request) {
        return finding.search(
                actor(actor), Arguments.required("filter", filter), Arguments.required("page request", request));
    }

    @Override
    public ModifyResult modify(Actor actor, User changed) {
        return changes.replace(actor(actor), Arguments.required("changed user", changed));
    }

    @Override
    public ModifyResult modify(Actor actor, UserId id, UnaryOperator<User> change) {
        return changes.change(actor(actor), Arguments.required("user id", id), Arguments.required("change", change));
    }

    @Override
    public ModifyResult mergeProperties(Actor actor, UserId id, List<Property> properties) {
        Arguments.required("properties", properties);
        return modify(actor, id, user -> user.withMergedProperties(properties));
    }

    @Override
    public ModifyResult setAutoDelegations(Actor actor, UserId id, AutoDelegations delegations) {
        Arguments.required("automatic delegations", delegations);
        return modify(actor, id, user -> user.withAutoDelegations(delegations));
    }

    @Override
    public ModifyResult acceptTermsOfUse(Actor actor, UserId id) {
        Instant when = now.get();
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withTermsOfUseAccepted(when));
    }

    @Override
    public ModifyResult setExpiration(Actor actor, UserId id, Optional<Instant> end) {
        Arguments.required("expiration", end);
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withExpiration(end));
    }

    @Override
    public Answer<Long> disableExpired(Actor actor) {
        return finding.count(actor(actor), new UserFilter.WithIds(Set.of())) instanceof Answer.Forbidden<Long> forbidden
                ? forbidden
                : new Answer.Allowed<>(expirations.sweep(actor));
    }

    @Override
    public ModifyResult enable(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withStatus(UserStatus.ACTIVE));
    }

    @Override
    public ModifyResult disable(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withStatus(UserStatus.DISABLED));
    }

    @Override
    public ModifyResult softDelete(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.deletedAt(now.get()));
    }

    @Override
    public ModifyResult undelete(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, Lifecycle::undeleted);
    }

    @Override
    public PurgeResult purge(Actor actor, UserId id) {
        return purge.purge(actor(actor), Arguments.required("user id", id));
    }

    @Override
    public Answer<Long> importUsers(Actor actor, Iterator<User> source, Consumer<? super ImportOutcome> report) {
        return imports.run(
                actor(actor), Arguments.required("users to import", source), Arguments.required("report", report));
    }

    @Override
    public Answer<Long> previewImport(Actor actor, Iterator<User> source, Consumer<? super ImportOutcome> report) {
        return imports.preview(
                actor(actor), Arguments.required("users to import", source), Arguments.required("report", report));
    }

    @Override
    public long forgetIdleAttempts() {
        return gate.forgetIdleAttempts();
    }

    private ModifyResult modifyLifecycle(Actor actor, UserId id, UnaryOperator<Lifecycle> change) {
        return modify(actor, id, user -> user.withLifecycle(change));
    }

    private static Actor actor(Actor given) {
        return Arguments.required("actor", given);
    }
}
