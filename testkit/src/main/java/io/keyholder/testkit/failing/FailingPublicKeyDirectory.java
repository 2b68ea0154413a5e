package io.keyholder.testkit.failing;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The public keys of a {@link FailingStorage}. */
final class FailingPublicKeyDirectory implements PublicKeyDirectory {
    private final PublicKeyDirectory healthy;
    private final Faults faults;

    FailingPublicKeyDirectory(PublicKeyDirectory healthy, Faults faults) {
        this.healthy = healthy;
        this.faults = faults;
    }

    @Override
    public void register(RegisteredKey key) {
        faults.during(StorageCall.REGISTER_KEY, () -> healthy.register(key));
    }

    @Override
    public void registerInitial(RegisteredKey key, Endorsement word) {
        faults.during(StorageCall.REGISTER_KEY, () -> healthy.registerInitial(key, word));
    }

    @Override
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        faults.during(StorageCall.WITHDRAW_KEY, () -> healthy.withdraw(owner, fingerprint));
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        return faults.during(StorageCall.KEYS_OF_OWNER, () -> healthy.keysOf(owner));
    }

    @Override
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
        return faults.during(StorageCall.VOUCH_FOR_KEY, () -> healthy.vouch(owner, fingerprint, word));
    }

    @Override
    public Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        return faults.during(StorageCall.REVOKE_KEY, () -> healthy.revoke(owner, fingerprint, moment));
    }

    @Override
    public List<RegisteredKey> find(String fingerprint) {
        return faults.during(StorageCall.FIND_KEY, () -> healthy.find(fingerprint));
    }
}
