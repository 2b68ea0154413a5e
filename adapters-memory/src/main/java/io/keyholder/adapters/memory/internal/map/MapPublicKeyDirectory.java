package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The public keys in memory as one handle sees them. */
public final class MapPublicKeyDirectory implements PublicKeyDirectory {
    private final MapPublicKeys keys;
    private final MapHandle handle;

    public MapPublicKeyDirectory(MapPublicKeys keys, MapHandle handle) {
        this.keys = keys;
        this.handle = handle;
    }

    @Override
    public void register(RegisteredKey key) {
        handle.requireOpen();
        keys.register(key);
    }

    @Override
    public void registerInitial(RegisteredKey key, Endorsement word) {
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
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
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
