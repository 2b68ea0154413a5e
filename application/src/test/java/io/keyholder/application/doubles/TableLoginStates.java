package io.keyholder.application.doubles;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Login states in a map behind one lock; nothing is ever idle. */
final class TableLoginStates implements LoginStateRepository {
    private final Map<LoginStateKey, Stored> table = new HashMap<>();
    private long writes;

    @Override
    public synchronized Optional<Stored> find(LoginStateKey key) {
        return Optional.ofNullable(table.get(key));
    }

    @Override
    public synchronized boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        if (!find(key).map(Stored::revision).equals(expected)) {
            return false;
        }
        writes++;
        table.put(key, new Stored(next, new Revision(Long.toString(writes))));
        return true;
    }

    @Override
    public synchronized void remove(LoginStateKey key) {
        table.remove(key);
    }

    @Override
    public long removeIdleSince(Instant moment) {
        return 0;
    }
}
