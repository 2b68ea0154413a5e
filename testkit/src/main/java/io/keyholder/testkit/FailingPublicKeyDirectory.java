package io.keyholder.testkit;

import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.DataOwnerId;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.util.List;

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
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        faults.during(StorageCall.WITHDRAW_KEY, () -> healthy.withdraw(owner, fingerprint));
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        return faults.during(StorageCall.KEYS_OF_OWNER, () -> healthy.keysOf(owner));
    }
}
