package io.keyholder.application.internal.key;

import io.keyholder.application.key.FirstKey;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.util.Optional;

/** The first key on its way: registered last thing before the user is active, withdrawn when it does not become so. */
public final class FirstKeyOfUser implements AutoCloseable {
    private final FirstKey wanted;
    private final PublicKeyDirectory publicKeys;
    private final KeyRegistration registration;
    private final Crypto crypto;
    private Optional<EncryptionKeyPair> made = Optional.empty();
    private Optional<DataOwnerId> owner = Optional.empty();
    private Optional<PrivateKeyHandover> handover = Optional.empty();
    private boolean handedOver;

    public FirstKeyOfUser(FirstKey wanted, PublicKeyDirectory publicKeys, KeyRegistration registration, Crypto crypto) {
        this.wanted = wanted;
        this.publicKeys = publicKeys;
        this.registration = registration;
        this.crypto = crypto;
    }

    public void register(User user) {
        owner = user.dataOwner().keyOwner();
        if (wanted instanceof FirstKey.OfClient client) {
            DataOwnerId holder = owner.orElseThrow(() ->
                    new InvalidValueException("acceptance", "has a public key and no data owner to register it for"));
            registration.register(holder, client.publicKey());
        }
        if (wanted instanceof FirstKey.Proven proven) {
            registration.registerProven(owner, proven.key());
        }
        if (wanted instanceof FirstKey.Generated && owner.isPresent()) {
            EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
            made = Optional.of(pair);
            handover = Optional.of(registration.handover(owner.get(), pair));
            registration.registerFirst(owner.get(), pair.publicKey(), KeyUseCases.MAKER);
        }
    }

    public Optional<PrivateKeyHandover> handOver() {
        handedOver = true;
        return handover;
    }

    /** Only a key that was made here: another user of the same owner may rest on the client's. */
    public void withdraw() {
        made.ifPresent(pair ->
                publicKeys.withdraw(owner.orElseThrow(), pair.publicKey().fingerprint()));
    }

    @Override
    public void close() {
        if (!handedOver) {
            handover.ifPresent(PrivateKeyHandover::close);
        }
    }
}
