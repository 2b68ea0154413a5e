package io.keyholder.ports.keys;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The public keys of data owners, on the server side. Implementations MUST be thread-safe; what {@link #register}
 * answered MUST be durable as {@link io.keyholder.ports.persistence.UserRepository} describes. All methods throw
 * {@link io.keyholder.ports.persistence.StoreException} when the store is broken.
 */
public interface PublicKeyDirectory {
    /**
     * Adds a key to its owner. Registering the same key, told by its SHA-256 fingerprint, for the same owner again MUST
     * change nothing, not even its padding: a key never serves two.
     */
    void register(RegisteredKey key);

    /**
     * Adds a key as {@link #register} does, and records a word for it unless the owner has a key with one, revoked or
     * not. Of several that are added at once at most one MUST get its word. A key that is there already, without word,
     * gets it on the same condition.
     *
     * @param key without a word
     */
    void registerInitial(RegisteredKey key, Endorsement word);

    /**
     * Takes a key away again, because the user it was made for was not created. Absent is success.
     *
     * @param fingerprint compared by its SHA-256
     */
    void withdraw(DataOwnerId owner, Fingerprint fingerprint);

    /** The owner's keys, first registered first, then by SHA-256 fingerprint; empty when there are none. */
    List<RegisteredKey> keysOf(DataOwnerId owner);

    /**
     * Records a word for a key. The first word MUST stay.
     *
     * @param fingerprint compared by its SHA-256
     * @return the key as it is afterwards; absent when the owner has none of this fingerprint
     */
    Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word);

    /**
     * Revokes a key, which stays in the directory. The first revocation MUST stay.
     *
     * @param fingerprint compared by its SHA-256
     * @return the key as it is afterwards; absent when the owner has none of this fingerprint
     */
    Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment);

    /**
     * The keys that {@link Fingerprint#matches} this text, of all owners, in no particular order. The two short forms
     * of iCure may name several keys.
     */
    List<RegisteredKey> find(String fingerprint);
}
