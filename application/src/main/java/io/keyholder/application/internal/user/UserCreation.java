package io.keyholder.application.internal.user;

import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.RandomUserIds;
import io.keyholder.application.internal.access.AssociationGuard;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.key.FirstKeyOfUser;
import io.keyholder.application.internal.key.FirstKeyOfUser.Claim;
import io.keyholder.application.internal.key.KeyRegistration;
import io.keyholder.application.internal.login.PasswordHashing;
import io.keyholder.application.key.FirstKey;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;
import java.util.Set;

/**
 * Creates users with their first key. The public key is registered before the user exists, so no user is ever without
 * its key, and without a word, so that nothing is sealed for it until the user is stored. On every path but success it
 * is withdrawn, also when the store fails and it is unknown whether the user exists: its private half is wiped then.
 * Thread-safe.
 */
public final class UserCreation {
    private final UserRepository users;
    private final PublicKeyDirectory publicKeys;
    private final KeyRegistration registration;
    private final RandomUserIds ids;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final UserAccess access;
    private final AssociationGuard associations;
    private final Now now;

    public UserCreation(
            Storage storage,
            Crypto crypto,
            KeyRegistration registration,
            PasswordRules rules,
            PasswordHashing hashing,
            UserAccess access,
            AssociationGuard associations,
            Now now) {
        this.users = storage.users();
        this.publicKeys = storage.publicKeys();
        this.registration = registration;
        this.ids = new RandomUserIds(crypto.secretGenerator());
        this.rules = rules;
        this.hashing = hashing;
        this.access = access;
        this.associations = associations;
        this.now = now;
    }

    public CreateResult create(Actor actor, NewUser newUser) {
        User unproved =
                newUser.toUser(newUser.id().orElseGet(ids::next), Lifecycle.registeredAt(now.get(), UserStatus.ACTIVE));
        Optional<Refusal> refusal = refusal(actor, newUser, unproved);
        if (refusal.isPresent()) {
            return new CreateResult.Forbidden(refusal.get());
        }
        Optional<String> flaw = unproved.identifiers().flaw();
        if (flaw.isPresent()) {
            return new CreateResult.Invalid(flaw.get());
        }
        Set<PasswordFlaw> flaws = newUser.password()
                .map(password -> rules.flawsOf(password, unproved))
                .orElse(Set.of());
        if (!flaws.isEmpty()) {
            return new CreateResult.PasswordRefused(flaws);
        }
        if (newUser.password().isEmpty()) {
            return store(actor, newUser, unproved);
        }
        return hashing.hash(newUser.password().get())
                .map(hash -> store(
                        actor,
                        newUser,
                        unproved.withCredentials(unproved.credentials().withPasswordHash(hash))))
                .orElseGet(CreateResult.Busy::new);
    }

    /**
     * Hashing and making keys take time, in which the actor may lose the right: it is judged again beside the write.
     */
    private CreateResult store(Actor actor, NewUser newUser, User user) {
        Claim claim = actor instanceof Actor.Host ? Claim.OF_HOST : Claim.OF_USER;
        try (FirstKeyOfUser key = new FirstKeyOfUser(newUser.firstKey(), registration, claim)) {
            key.prepare(user);
            Optional<Refusal> refusal = refusal(actor, newUser, user);
            if (refusal.isPresent()) {
                return new CreateResult.Forbidden(refusal.get());
            }
            key.register();
            CreateOutcome outcome = users.create(user);
            return outcome instanceof CreateOutcome.Created created
                    ? new CreateResult.Created(created.user(), key.keep())
                    : refused(outcome);
        }
    }

    private Optional<Refusal> refusal(Actor actor, NewUser newUser, User user) {
        return access.refusalOfCreation(actor, user)
                .or(() -> associations.refusal(actor, user))
                .or(() -> newUser.firstKey() instanceof FirstKey.None
                        ? Optional.empty()
                        : user.dataOwner()
                                .keyOwner()
                                .flatMap(owner -> access.refusalOfFirstKey(
                                        actor, user, publicKeys.keysOf(owner).size())));
    }

    private static CreateResult refused(CreateOutcome outcome) {
        return outcome instanceof CreateOutcome.IdentifierTaken taken
                ? new CreateResult.IdentifierTaken(taken.key())
                : new CreateResult.IdTaken();
    }
}
