package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.Optional;

/** The login states in memory as one handle sees them. */
public final class MapLoginStateRepository implements LoginStateRepository {
    private final MapLoginStates states;
    private final MapHandle handle;

    public MapLoginStateRepository(MapLoginStates states, MapHandle handle) {
        this.states = states;
        this.handle = handle;
    }

    @Override
    public Optional<Stored> find(LoginStateKey key) {
        handle.requireOpen();
        return states.find(key);
    }

    @Override
    public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        handle.requireOpen();
        return states.compareAndSet(key, expected, next);
    }

    @Override
    public void remove(LoginStateKey key) {
        handle.requireOpen();
        states.remove(key);
    }

    @Override
    public long removeIdleSince(Instant moment) {
        handle.requireOpen();
        return states.removeIdleSince(moment);
    }
}
