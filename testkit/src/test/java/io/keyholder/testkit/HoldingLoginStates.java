package io.keyholder.testkit;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The simplest repository whose provisional changes can be taken back, and are lost when no instance is open any more;
 * each part of it can be overridden by something broken.
 */
public class HoldingLoginStates extends ModelLoginStates {
    private final Map<Object, Deque<Change>> held = new HashMap<>();

    @Override
    public synchronized boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        boolean isChanged = super.compareAndSet(key, expected, next);
        if (isChanged) {
            held.remove(nameOf(key));
        }
        return isChanged;
    }

    @Override
    public synchronized Optional<Provisional> compareAndSetProvisionally(
            LoginStateKey key, Optional<Revision> expected, LoginState next) {
        Optional<Stored> before = find(key);
        if (!isAsExpected(before, expected)) {
            return Optional.empty();
        }
        put(key, next);
        Change change = new Change(key, before, next);
        held.computeIfAbsent(nameOf(key), name -> new ArrayDeque<>()).push(change);
        return Optional.of(given(change));
    }

    /** What the caller gets for a change. */
    public Provisional given(Change change) {
        return change;
    }

    /** What was there before all changes that are held; absent where none is. */
    public synchronized Optional<Change> firstHeld(Object name) {
        return Optional.ofNullable(held.get(name)).map(Deque::peekLast);
    }

    @Override
    public synchronized void remove(LoginStateKey key) {
        super.remove(key);
        held.remove(nameOf(key));
    }

    /** What the end of the process takes back. */
    public synchronized void died() {
        held.values().forEach(changes -> changes.forEach(Change::undo));
        held.clear();
    }

    /** A change that is held, or was. */
    public class Change implements Provisional {
        public final LoginStateKey key;
        public final Optional<Stored> before;
        public final LoginState made;

        Change(LoginStateKey key, Optional<Stored> before, LoginState made) {
            this.key = key;
            this.before = before;
            this.made = made;
        }

        public boolean isHeld() {
            return held.getOrDefault(nameOf(key), new ArrayDeque<>()).contains(this);
        }

        @Override
        public void settle() {
            synchronized (HoldingLoginStates.this) {
                if (isHeld()) {
                    held.remove(nameOf(key));
                }
            }
        }

        @Override
        public boolean takeBack() {
            synchronized (HoldingLoginStates.this) {
                Deque<Change> changes = held.getOrDefault(nameOf(key), new ArrayDeque<>());
                if (changes.peek() != this) {
                    return false;
                }
                changes.pop();
                undo();
                return true;
            }
        }

        public void undo() {
            before.ifPresentOrElse(stored -> records.put(nameOf(key), stored), () -> records.remove(nameOf(key)));
        }
    }
}
