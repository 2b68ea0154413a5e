package io.keyholder.testkit;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The simplest repository that keeps the contract; each part of it can be overridden by something broken. */
public class ModelLoginStates implements LoginStateRepository {
    public final Map<Object, Stored> records = new HashMap<>();
    private long lastRevision;

    @Override
    public synchronized Optional<Stored> find(LoginStateKey key) {
        return Optional.ofNullable(records.get(nameOf(key)));
    }

    @Override
    public synchronized boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        if (!isAsExpected(find(key), expected)) {
            return false;
        }
        put(key, next);
        return true;
    }

    @Override
    public synchronized void remove(LoginStateKey key) {
        records.remove(nameOf(key));
    }

    @Override
    public synchronized long removeIdleSince(Instant moment) {
        int before = records.size();
        records.entrySet().removeIf(entry -> isSwept(entry.getKey().toString(), entry.getValue(), moment));
        return (long) before - records.size();
    }

    public void put(LoginStateKey key, LoginState next) {
        records.put(nameOf(key), new Stored(kept(next), nextRevision(key, next)));
    }

    public Object nameOf(LoginStateKey key) {
        return key;
    }

    public LoginState kept(LoginState state) {
        return state;
    }

    public Revision nextRevision(LoginStateKey key, LoginState next) {
        lastRevision++;
        return new Revision(Long.toString(lastRevision));
    }

    public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
        return current.map(Stored::revision).equals(expected);
    }

    public boolean isSwept(String key, Stored stored, Instant moment) {
        return !key.startsWith("user:") && isIdle(stored, moment);
    }

    public boolean isIdle(Stored stored, Instant moment) {
        return stored.state()
                .attempts()
                .last()
                .filter(last -> !last.isBefore(moment))
                .isEmpty();
    }
}
