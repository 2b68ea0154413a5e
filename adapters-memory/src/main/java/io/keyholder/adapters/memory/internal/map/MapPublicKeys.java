package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Public keys in memory, by owner and then by SHA-256 fingerprint. Thread-safe: one lock makes each call atomic. */
public final class MapPublicKeys implements PublicKeyDirectory {
    private static final Comparator<RegisteredKey> REGISTRATION_ORDER =
            Comparator.comparing(RegisteredKey::registered).thenComparing(MapPublicKeys::sha256);

    private final Map<DataOwnerId, Map<String, RegisteredKey>> keysByOwner = new HashMap<>();

    @Override
    public synchronized void register(RegisteredKey key) {
        keysByOwner.computeIfAbsent(key.owner(), owner -> new HashMap<>()).putIfAbsent(sha256(key), key);
    }

    @Override
    public synchronized void registerInitial(RegisteredKey key, Endorsement word) {
        boolean isFirst =
                keysOf(key.owner()).stream().noneMatch(known -> known.vouch().isPresent());
        register(key);
        if (isFirst) {
            change(key.owner(), key.publicKey().fingerprint(), known -> known.vouchedFor(word));
        }
    }

    @Override
    public synchronized void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        keysByOwner.computeIfPresent(owner, (unused, keys) -> {
            keys.remove(fingerprint.sha256());
            return keys.isEmpty() ? null : keys;
        });
    }

    @Override
    public synchronized List<RegisteredKey> keysOf(DataOwnerId owner) {
        return keysByOwner.getOrDefault(owner, Map.of()).values().stream()
                .sorted(REGISTRATION_ORDER)
                .toList();
    }

    @Override
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
        return change(owner, fingerprint, key -> key.vouchedFor(word));
    }

    @Override
    public Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        return change(owner, fingerprint, key -> key.revokedAt(moment));
    }

    private synchronized Optional<RegisteredKey> change(
            DataOwnerId owner, Fingerprint fingerprint, UnaryOperator<RegisteredKey> change) {
        Map<String, RegisteredKey> keys = keysByOwner.getOrDefault(owner, Map.of());
        return Optional.ofNullable(keys.get(fingerprint.sha256())).map(key -> {
            RegisteredKey changed = change.apply(key);
            keys.put(fingerprint.sha256(), changed);
            return changed;
        });
    }

    @Override
    public synchronized List<RegisteredKey> find(String fingerprint) {
        return keysByOwner.values().stream()
                .flatMap(keys -> keys.values().stream())
                .filter(key -> key.publicKey().fingerprint().matches(fingerprint))
                .toList();
    }

    private static String sha256(RegisteredKey key) {
        return key.publicKey().fingerprint().sha256();
    }
}
