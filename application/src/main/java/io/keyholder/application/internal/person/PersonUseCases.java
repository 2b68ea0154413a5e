package io.keyholder.application.internal.person;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.access.LastAdministratorGuard;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.user.UserChanges;
import io.keyholder.application.internal.user.UserFinding;
import io.keyholder.application.internal.user.UserPurge;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.person.PersonDataRights;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.person.PersonData;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.util.List;
import java.util.Optional;

/** The use cases behind {@link PersonDataRights}. Thread-safe. */
public final class PersonUseCases implements PersonDataRights {
    private final Storage storage;
    private final UserRepository users;
    private final PublicKeyDirectory publicKeys;
    private final UserAccess access;
    private final LastAdministratorGuard administrators;
    private final UserChanges changes;
    private final UserPurge purge;
    private final UserFinding finding;
    private final Now now;

    public PersonUseCases(
            Storage storage,
            UserAccess access,
            LastAdministratorGuard administrators,
            UserChanges changes,
            UserPurge purge,
            UserFinding finding,
            Now now) {
        this.storage = storage;
        this.users = storage.users();
        this.publicKeys = storage.publicKeys();
        this.access = access;
        this.administrators = administrators;
        this.changes = changes;
        this.purge = purge;
        this.finding = finding;
        this.now = now;
    }

    @Override
    public Answer<Optional<PersonData>> export(Actor actor, UserId id) {
        Optional<User> user = users.findById(id);
        return access.refusal(actor, UserAction.EXPORT_PERSON, id, user)
                .<Answer<Optional<PersonData>>>map(Answer.Forbidden::new)
                .orElseGet(() -> {
                    access.noteRead(Optional.of(id), UserAction.EXPORT_PERSON);
                    return new Answer.Allowed<>(user.map(this::held));
                });
    }

    @Override
    public EraseResult erase(Actor actor, UserId id) {
        Optional<User> user = users.findById(id);
        Optional<Refusal> refusal = access.refusal(actor, UserAction.ERASE, id, user);
        if (refusal.isPresent()) {
            return new EraseResult.Forbidden(refusal.get());
        }
        if (user.isEmpty()) {
            purge.forget(id);
            return new EraseResult.Missing();
        }
        Optional<Refusal> last = administrators.refusal(actor, UserAction.ERASE, user.get());
        return last.isPresent() ? new EraseResult.Forbidden(last.get()) : eraseAllowed(actor, user.get());
    }

    /** Soft-deleting looks for another administrator after it, too: of two that are erased at once both may stay. */
    private EraseResult eraseAllowed(Actor actor, User user) {
        Actor library = Actor.hostEvenWithoutAdministrator();
        ModifyResult deleted = changes.change(
                actor.equals(library) ? library : Actor.host(),
                user.id(),
                current -> current.withLifecycle(life -> life.deletedAt(now.get())));
        if (deleted instanceof ModifyResult.Forbidden) {
            return new EraseResult.Forbidden(Refusal.of(UserAction.ERASE, Refusal.Reason.LAST_ADMINISTRATOR));
        }
        if (!deleted.isModified()) {
            return deleted instanceof ModifyResult.Missing ? new EraseResult.Missing() : new EraseResult.Stale();
        }
        storage.invitations().removeOf(user.id());
        user.dataOwner()
                .keyOwner()
                .filter(owner -> nobodyElseStandsFor(owner, user.id()))
                .ifPresent(this::forgetKeys);
        PurgeResult purged = purge.purge(library, user.id());
        return purged instanceof PurgeResult.Purged || purged instanceof PurgeResult.Missing
                ? new EraseResult.Erased()
                : new EraseResult.Stale();
    }

    private boolean nobodyElseStandsFor(DataOwnerId owner, UserId except) {
        return finding.page(new UserFilter.ForDataOwner(owner), PageRequest.first(2)).stream()
                .allMatch(user -> user.id().equals(except));
    }

    private void forgetKeys(DataOwnerId owner) {
        publicKeys
                .keysOf(owner)
                .forEach(key -> publicKeys.withdraw(owner, key.publicKey().fingerprint()));
    }

    private PersonData held(User user) {
        LoginState login = storage.loginStates()
                .find(LoginStateKey.of(user.id()))
                .map(LoginStateRepository.Stored::state)
                .orElse(LoginState.NONE);
        List<RegisteredKey> keys =
                user.dataOwner().keyOwner().map(publicKeys::keysOf).orElse(List.of());
        return new PersonData(
                user,
                login,
                keys,
                storage.invitations().findByUser(user.id()).stream()
                        .map(Stored::invitation)
                        .toList());
    }
}
