package io.keyholder.application.internal.user;

import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.RandomUserIds;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.key.KeyRegistration;
import io.keyholder.application.internal.key.KeyUseCases;
import io.keyholder.application.internal.login.PasswordHashing;
import io.keyholder.application.key.FirstKey;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
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
 * its key. A key made here is withdrawn when the user is refused; not when the store fails, because the user may exist
 * then; and never when the client made it, because another user of the same owner may rest on it. A key without a user
 * is harmless: its private half was wiped. Thread-safe.
 */
public final class UserCreation {
    private final UserRepository users;
    private final PublicKeyDirectory publicKeys;
    private final KeyRegistration registration;
    private final Crypto crypto;
    private final RandomUserIds ids;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final UserAccess access;
    private final Now now;

    public UserCreation(
            Storage storage,
            Crypto crypto,
            KeyRegistration registration,
            PasswordRules rules,
            PasswordHashing hashing,
            UserAccess access,
            Now now) {
        this.users = storage.users();
        this.publicKeys = storage.publicKeys();
        this.registration = registration;
        this.crypto = crypto;
        this.ids = new RandomUserIds(crypto.secretGenerator());
        this.rules = rules;
        this.hashing = hashing;
        this.access = access;
        this.now = now;
    }

    public CreateResult create(Actor actor, NewUser newUser) {
        User unproved =
                newUser.toUser(newUser.id().orElseGet(ids::next), Lifecycle.startingAt(now.get(), UserStatus.ACTIVE));
        Optional<Refusal> refusal = access.refusalOfCreation(actor, unproved);
        if (refusal.isPresent()) {
            return new CreateResult.Forbidden(refusal.get());
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

    private CreateResult store(Actor actor, NewUser newUser, User user) {
        Optional<DataOwnerId> owner = user.dataOwner().keyOwner();
        if (newUser.firstKey() instanceof FirstKey.OfClient client) {
            DataOwnerId given = requireOwner(owner);
            return createWithKeyOfClient(
                    actor, user, given, client.publicKey(), () -> registration.register(given, client.publicKey()));
        }
        if (newUser.firstKey() instanceof FirstKey.Proven proven) {
            return createWithKeyOfClient(
                    actor,
                    user,
                    requireOwner(owner),
                    proven.key().publicKey(),
                    () -> registration.registerProven(owner, proven.key()));
        }
        return newUser.firstKey() instanceof FirstKey.Generated && owner.isPresent()
                ? createWithKeyPair(actor, user, owner.get())
                : createJudgedAgain(actor, user, Optional.empty());
    }

    /**
     * Hashing and making keys take time, in which the actor may lose the right: it is judged again beside the write.
     */
    private CreateResult createJudgedAgain(Actor actor, User user, Optional<PrivateKeyHandover> handover) {
        return access.refusalOfCreation(actor, user)
                .<CreateResult>map(CreateResult.Forbidden::new)
                .orElseGet(() -> result(users.create(user), handover));
    }

    /** A key that was not registered before is withdrawn again unless the user was created. */
    private CreateResult createWithKeyOfClient(
            Actor actor, User user, DataOwnerId owner, EncryptionPublicKey key, Runnable registering) {
        boolean isKnown = publicKeys.keysOf(owner).stream()
                .anyMatch(registered -> registered.publicKey().fingerprint().equals(key.fingerprint()));
        boolean created = false;
        try {
            registering.run();
            CreateResult result = createJudgedAgain(actor, user, Optional.empty());
            created = result instanceof CreateResult.Created;
            return result;
        } finally {
            if (!created && !isKnown) {
                publicKeys.withdraw(owner, key.fingerprint());
            }
        }
    }

    private CreateResult createWithKeyPair(Actor actor, User user, DataOwnerId owner) {
        EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
        Optional<Refusal> refusal = access.refusalOfCreation(actor, user);
        if (refusal.isPresent()) {
            pair.close();
            return new CreateResult.Forbidden(refusal.get());
        }
        PrivateKeyHandover handover = registration.handover(owner, pair);
        boolean created = false;
        try {
            registration.registerFirst(owner, pair.publicKey(), KeyUseCases.MAKER);
            CreateResult result = result(users.create(user), Optional.of(handover));
            created = result instanceof CreateResult.Created;
            if (!created) {
                publicKeys.withdraw(owner, pair.publicKey().fingerprint());
            }
            return result;
        } finally {
            if (!created) {
                handover.close();
            }
        }
    }

    private static CreateResult result(CreateOutcome outcome, Optional<PrivateKeyHandover> handover) {
        if (outcome instanceof CreateOutcome.Created created) {
            return new CreateResult.Created(created.user(), handover);
        }
        return outcome instanceof CreateOutcome.IdentifierTaken taken
                ? new CreateResult.IdentifierTaken(taken.key())
                : new CreateResult.IdTaken();
    }

    private static DataOwnerId requireOwner(Optional<DataOwnerId> owner) {
        return owner.orElseThrow(
                () -> new InvalidValueException("new user", "has a public key and no data owner to register it for"));
    }
}
