package io.keyholder.adapters.memory;

import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.key.Vouch;
import io.keyholder.domain.user.DataOwnerId;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    public void registerFirst(RegisteredKey key, Vouch word) {
        handle.requireOpen();
        keys.registerFirst(key, word);
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

    @Override
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Vouch word) {
        handle.requireOpen();
        return keys.change(owner, fingerprint, key -> key.vouchedFor(word));
    }

    @Override
    public Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        handle.requireOpen();
        return keys.change(owner, fingerprint, key -> key.revokedAt(moment));
    }

    @Override
    public List<RegisteredKey> find(String fingerprint) {
        handle.requireOpen();
        return keys.find(fingerprint);
    }
}
