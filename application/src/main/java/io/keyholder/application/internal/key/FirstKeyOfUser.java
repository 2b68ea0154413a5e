package io.keyholder.application.internal.key;

import io.keyholder.application.key.FirstKey;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.PossessionPurpose.Act;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreException;
import java.util.Optional;

/**
 * The first key of a user on its way. It is registered before the user's own write, so that no user is ever without its
 * key, but without a word, so that nothing is sealed for it. After that write {@link #keep} vouches for it where its
 * kind allows. On every other way out, a thrown one too, {@link #close} withdraws and wipes it, unless it was
 * registered before. Used by one thread.
 */
public final class FirstKeyOfUser implements AutoCloseable {
    private final FirstKey wanted;
    private final KeyRegistration registration;
    private final Claim claim;
    private Optional<UserId> claimant = Optional.empty();
    private Optional<RegisteredKey> key = Optional.empty();
    private boolean wasRegistered = true;
    private Optional<PrivateKeyHandover> handover = Optional.empty();
    private boolean isKept;

    /** On whose word the user stands for its data owner. */
    public enum Claim {
        /** The host's. */
        OF_HOST,
        /** A user's. */
        OF_USER
    }

    public FirstKeyOfUser(FirstKey wanted, KeyRegistration registration, Claim claim) {
        this.wanted = wanted;
        this.registration = registration;
        this.claim = claim;
    }

    /**
     * Makes the key where it is made here, which takes time. Registers nothing.
     *
     * @throws InvalidValueException when a key is given and the user stands for no data owner, or for another than the
     *     key was proved for
     */
    public void prepare(User user) {
        Optional<DataOwnerId> owner = user.dataOwner().keyOwner();
        claimant = claim == Claim.OF_HOST ? Optional.empty() : Optional.of(user.id());
        if (wanted instanceof FirstKey.OfClient client) {
            key = Optional.of(registration.unvouched(required(owner), client.publicKey()));
        }
        if (wanted instanceof FirstKey.Proven proven) {
            if (!required(owner).equals(proven.key().owner())) {
                throw new InvalidValueException("proven key", "was proved for another data owner");
            }
            registration.requireProvenTo(Act.REGISTER, proven.key());
            key = Optional.of(
                    registration.unvouched(proven.key().owner(), proven.key().publicKey()));
        }
        if (wanted instanceof FirstKey.Generated && owner.isPresent()) {
            EncryptionKeyPair pair = registration.newPair();
            handover = Optional.of(registration.handover(owner.get(), pair, claimant));
            key = Optional.of(registration.unvouched(owner.get(), pair.publicKey()));
        }
    }

    /** Registers the prepared key without a word. A key that was there before is not this user's to withdraw. */
    public void register() {
        wasRegistered = key.flatMap(wantedKey -> registration.registered(wantedKey.owner(), wantedKey.publicKey()))
                .isPresent();
        key.ifPresent(registration::register);
    }

    /**
     * Keeps the key after the user was stored. The user is stored by now, so a store that fails here takes nothing
     * back: the key stays without a word until its receipt is confirmed, or its possession proved, again.
     */
    public Optional<PrivateKeyHandover> keep() {
        isKept = true;
        try {
            key.ifPresent(this::vouch);
        } catch (StoreException later) {
            // Nothing is sealed for a key without a word.
        }
        return handover;
    }

    /** A store that fails to withdraw a key leaves one without a word, which is harmless. */
    @Override
    public void close() {
        if (isKept) {
            return;
        }
        handover.ifPresent(PrivateKeyHandover::close);
        try {
            key.filter(registered -> !wasRegistered).ifPresent(registration::withdraw);
        } catch (StoreException left) {
            // Nothing is sealed for a key without a word.
        }
    }

    private void vouch(RegisteredKey registered) {
        if (wanted instanceof FirstKey.Proven) {
            registration.registerFirst(registered.owner(), registered.publicKey(), KeyUseCases.POSSESSION, claimant);
        } else if (wanted instanceof FirstKey.Generated generated && generated.trusted() == FirstKey.Trust.AT_ONCE) {
            registration.registerFirst(registered.owner(), registered.publicKey(), KeyUseCases.MAKER, claimant);
        } else if (wanted instanceof FirstKey.OfClient) {
            registration.register(registered);
        }
    }

    private static DataOwnerId required(Optional<DataOwnerId> owner) {
        return owner.orElseThrow(() -> new InvalidValueException("first key", "has no data owner to register it for"));
    }
}
