package io.keyholder.application.key;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.RegisteredKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A client's own memory of whose keys it has seen in the directory, kept where who writes the directory cannot write.
 * An owner's first keys are taken as they come; a key that joins them later is not, until it is accepted. Thread-safe.
 */
public final class KnownFingerprints {
    private final Map<DataOwnerId, Set<String>> sha256ByOwner = new HashMap<>();

    private KnownFingerprints(Map<DataOwnerId, Set<String>> known) {
        known.forEach((owner, fingerprints) -> sha256ByOwner.put(owner, new TreeSet<>(fingerprints)));
    }

    /** Nothing is known yet. */
    public static KnownFingerprints none() {
        return new KnownFingerprints(Map.of());
    }

    /** What {@link #snapshot} gave earlier. */
    public static KnownFingerprints of(Map<DataOwnerId, Set<String>> snapshot) {
        return new KnownFingerprints(snapshot);
    }

    /** The SHA-256 fingerprints by data owner, for the host to keep. */
    public synchronized Map<DataOwnerId, Set<String>> snapshot() {
        return sha256ByOwner.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** From now on this key of its owner is known. */
    public synchronized void accept(RegisteredKey key) {
        sha256ByOwner
                .computeIfAbsent(key.owner(), owner -> new TreeSet<>())
                .add(key.publicKey().fingerprint().sha256());
    }

    /** Whether all keys are known; those of an owner never seen become so. */
    public synchronized boolean recognises(DataOwnerId owner, Collection<RegisteredKey> keys) {
        if (!sha256ByOwner.containsKey(owner)) {
            keys.forEach(this::accept);
        }
        Set<String> known = sha256ByOwner.getOrDefault(owner, Set.of());
        return keys.stream()
                .allMatch(key -> known.contains(key.publicKey().fingerprint().sha256()));
    }
}
