package io.keyholder.adapters.memory;

import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.DataOwnerId;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.util.List;

/** The public keys in memory as one handle sees them. */
final class MapPublicKeyDirectory implements PublicKeyDirectory {
    private final MapPublicKeys keys;
    private final MapHandle handle;

    MapPublicKeyDirectory(MapPublicKeys keys, MapHandle handle) {
        this.keys = keys;
        this.handle = handle;
    }

    @Override
    public void register(RegisteredKey key) {
        handle.requireOpen();
        keys.register(key);
    }

    @Override
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        handle.requireOpen();
        keys.withdraw(owner, fingerprint);
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        handle.requireOpen();
        return keys.keysOf(owner);
    }
}
