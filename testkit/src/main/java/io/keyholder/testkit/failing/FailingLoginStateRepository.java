package io.keyholder.testkit.failing;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.Optional;

/** The login states of a {@link FailingStorage}. */
final class FailingLoginStateRepository implements LoginStateRepository {
    private final Storage healthy;
    private final Faults faults;

    FailingLoginStateRepository(Storage healthy, Faults faults) {
        this.healthy = healthy;
        this.faults = faults;
    }

    @Override
    public Optional<Stored> find(LoginStateKey key) {
        return faults.during(
                StorageCall.FIND_LOGIN_STATE, () -> healthy.loginStates().find(key));
    }

    @Override
    public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        return faults.during(
                StorageCall.SET_LOGIN_STATE, () -> healthy.loginStates().compareAndSet(key, expected, next));
    }

    @Override
    public void remove(LoginStateKey key) {
        faults.during(
                StorageCall.REMOVE_LOGIN_STATE, () -> healthy.loginStates().remove(key));
    }

    @Override
    public long removeIdleSince(Instant moment) {
        return faults.during(
                StorageCall.SWEEP_LOGIN_STATES, () -> healthy.loginStates().removeIdleSince(moment));
    }
}
