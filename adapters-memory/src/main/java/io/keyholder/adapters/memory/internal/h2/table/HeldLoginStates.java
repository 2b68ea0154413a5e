package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.Optional;

/**
 * Login states in a database that belongs to this process alone: a provisional change stays in memory until it is
 * settled or followed by another, and costs no write. Thread-safe.
 */
public final class HeldLoginStates implements LoginStateRepository {
    private final H2Database database;
    private final LoginStateRepository stored;
    private final HeldChanges changes;

    /**
     * @param database that is open as long as this is used
     * @param stored what the database holds
     * @param changes shared by all that have the database open
     */
    public HeldLoginStates(H2Database database, LoginStateRepository stored, HeldChanges changes) {
        this.database = database;
        this.stored = stored;
        this.changes = changes;
    }

    @Override
    public Optional<Stored> find(LoginStateKey key) {
        Optional<Stored> held = changes.find(key).map(HeldChanges.Held::shown);
        if (held.isPresent()) {
            database.requireOpen();
            return held;
        }
        return stored.find(key);
    }

    @Override
    public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        return changes.alone(key, () -> {
            Optional<HeldChanges.Held> held = changes.find(key);
            if (held.isEmpty()) {
                return stored.compareAndSet(key, expected, next);
            }
            boolean isExpected = expected.equals(Optional.of(held.get().shown().revision()));
            if (isExpected) {
                store(key, held.get(), next);
            }
            return isExpected;
        });
    }

    @Override
    public Optional<Provisional> compareAndSetProvisionally(
            LoginStateKey key, Optional<Revision> expected, LoginState next) {
        if (changes.areMany()) {
            return LoginStateRepository.super.compareAndSetProvisionally(key, expected, next);
        }
        database.requireOpen();
        return changes.alone(key, () -> {
            Optional<HeldChanges.Held> held = changes.find(key);
            Optional<Revision> base = held.isPresent() ? held.get().base() : revisionOf(key);
            Optional<Revision> current =
                    held.isPresent() ? held.map(before -> before.shown().revision()) : base;
            return current.equals(expected)
                    ? Optional.of(new Change(key, changes.hold(key, base, held, next)))
                    : Optional.empty();
        });
    }

    @Override
    public void remove(LoginStateKey key) {
        changes.alone(key, () -> {
            stored.remove(key);
            changes.drop(key);
            return key;
        });
    }

    @Override
    public long removeIdleSince(Instant moment) {
        changes.keys()
                .forEach(key -> changes.alone(key, () -> {
                    changes.find(key)
                            .ifPresent(held -> store(key, held, held.shown().state()));
                    return key;
                }));
        return stored.removeIdleSince(moment);
    }

    private Optional<Revision> revisionOf(LoginStateKey key) {
        return stored.find(key).map(Stored::revision);
    }

    /** Called alone. What a held change is based on may be gone: swept, or lost with a full heap. */
    private void store(LoginStateKey key, HeldChanges.Held held, LoginState next) {
        Optional<Revision> base = held.base();
        while (!stored.compareAndSet(key, base, next)) {
            base = revisionOf(key);
        }
        changes.drop(key);
    }

    /** A change that is held, or was. */
    private final class Change implements Provisional {
        private final LoginStateKey key;
        private final HeldChanges.Held made;

        Change(LoginStateKey key, HeldChanges.Held made) {
            this.key = key;
            this.made = made;
        }

        @Override
        public void settle() {
            changes.alone(key, () -> {
                changes.find(key)
                        .filter(current -> current.rests(made))
                        .ifPresent(
                                current -> store(key, current, current.shown().state()));
                return key;
            });
        }

        @Override
        public boolean takeBack() {
            return changes.alone(key, () -> changes.takeBack(key, made));
        }
    }
}
