package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Login states in memory. Thread-safe: one lock makes each call atomic. Revisions come from one counter and so never
 * come back.
 */
public final class MapLoginStates implements LoginStateRepository {
    private final Map<LoginStateKey, Stored> byKey = new HashMap<>();
    private long lastRevision;

    @Override
    public synchronized Optional<Stored> find(LoginStateKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public synchronized boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        if (!find(key).map(Stored::revision).equals(expected)) {
            return false;
        }
        lastRevision++;
        byKey.put(key, new Stored(next, new Revision(Long.toString(lastRevision))));
        return true;
    }

    @Override
    public synchronized void remove(LoginStateKey key) {
        byKey.remove(key);
    }

    @Override
    public synchronized long removeIdleSince(Instant moment) {
        int before = byKey.size();
        byKey.entrySet().removeIf(entry -> !entry.getKey().isOfUser() && isIdleSince(entry.getValue(), moment));
        return (long) before - byKey.size();
    }

    private static boolean isIdleSince(Stored stored, Instant moment) {
        return stored.state()
                .attempts()
                .last()
                .filter(last -> !last.isBefore(moment))
                .isEmpty();
    }
}
