package io.keyholder.testkit;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Repositories of login states with one bug each. Each bug must make a contract test fail. */
public final class BrokenLoginStates {
    private static final long A_MOMENT_NANOS = 300_000;

    private BrokenLoginStates() {}

    /** Replaces whatever is there. */
    public static final class LastWriteWins extends ModelLoginStates {
        @Override
        public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
            return true;
        }
    }

    /** Counts the revisions of each record by itself, and begins anew after a removal. */
    public static final class CountsRevisionsPerRecord extends ModelLoginStates {
        @Override
        public Revision nextRevision(LoginStateKey key, LoginState next) {
            long before = find(key)
                    .map(stored -> Long.parseLong(stored.revision().value()))
                    .orElse(0L);
            return new Revision(Long.toString(before + 1));
        }
    }

    /** Makes revisions of what is remembered, as checksums do. */
    public static final class RevisesByContent extends ModelLoginStates {
        @Override
        public Revision nextRevision(LoginStateKey key, LoginState next) {
            return new Revision(Integer.toHexString(next.hashCode()));
        }
    }

    /** Looks at the revision first and writes a moment later. */
    public static final class ChecksThenWrites extends ModelLoginStates {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            if (!isAsExpected(find(key), expected)) {
                return false;
            }
            LockSupport.parkNanos(A_MOMENT_NANOS);
            synchronized (this) {
                put(key, next);
            }
            return true;
        }
    }

    /** Puts a record where one was expected and has gone. */
    public static final class RevivesWhatWasRemoved extends ModelLoginStates {
        @Override
        public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
            return current.isEmpty() || super.isAsExpected(current, expected);
        }
    }

    /** Replaces a record that the caller did not know of. */
    public static final class ReplacesTheUnexpected extends ModelLoginStates {
        @Override
        public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
            return expected.isEmpty() || super.isAsExpected(current, expected);
        }
    }

    /** Takes a record that says nothing for none. */
    public static final class DropsWhatSaysNothing extends ModelLoginStates {
        @Override
        public void put(LoginStateKey key, LoginState next) {
            super.put(key, next);
            if (next.equals(LoginState.NONE)) {
                records.remove(nameOf(key));
            }
        }
    }

    /** Has one name for keys of all kinds. */
    public static final class MixesKinds extends ModelLoginStates {
        @Override
        public Object nameOf(LoginStateKey key) {
            return key.value().substring(key.value().indexOf(':'));
        }
    }

    /** Keeps moments to the millisecond. */
    public static final class RoundsMoments extends ModelLoginStates {
        @Override
        public LoginState kept(LoginState state) {
            return state.lastLogin().isEmpty()
                    ? state
                    : new LoginState(
                            state.attempts(),
                            state.lastCodeStep(),
                            state.secondFactorConfirmed(),
                            state.secondFactorRemoval(),
                            state.recoveryCodes(),
                            state.pendingLogin(),
                            state.pendingContact(),
                            state.passwordChangeDemanded(),
                            state.lastLogin().map(last -> last.truncatedTo(ChronoUnit.MILLIS)),
                            state.tokenLastUse(),
                            state.recognition(),
                            state.sessions(),
                            state.wrongCodes());
        }
    }

    /** Sorts the tokens. */
    public static final class SortsTokens extends ModelLoginStates {
        @Override
        public LoginState kept(LoginState state) {
            return new LoginState(
                    state.attempts(),
                    state.lastCodeStep(),
                    state.secondFactorConfirmed(),
                    state.secondFactorRemoval(),
                    state.recoveryCodes(),
                    state.pendingLogin(),
                    state.pendingContact(),
                    state.passwordChangeDemanded(),
                    state.lastLogin(),
                    new TreeMap<>(state.tokenLastUse()),
                    state.recognition(),
                    state.sessions(),
                    state.wrongCodes());
        }
    }

    /** Sweeps users, too. */
    public static final class SweepsUsers extends ModelLoginStates {
        @Override
        public boolean isSwept(String key, Stored stored, Instant moment) {
            return isIdle(stored, moment);
        }
    }

    /** Sweeps what failed at the very moment. */
    public static final class SweepsTheMoment extends ModelLoginStates {
        @Override
        public boolean isIdle(Stored stored, Instant moment) {
            return stored.state()
                    .attempts()
                    .last()
                    .filter(last -> last.isAfter(moment))
                    .isEmpty();
        }
    }

    /** Keeps what has no wrong attempt for ever. */
    public static final class KeepsWhatNeverFailed extends ModelLoginStates {
        @Override
        public boolean isIdle(Stored stored, Instant moment) {
            return stored.state()
                    .attempts()
                    .last()
                    .filter(last -> last.isBefore(moment))
                    .isPresent();
        }
    }

    /** Finds out what is idle and forgets it a moment later. */
    public static final class LooksThenSweeps extends ModelLoginStates {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public long removeIdleSince(Instant moment) {
            List<Object> idle;
            synchronized (this) {
                idle = records.entrySet().stream()
                        .filter(entry -> isSwept(entry.getKey().toString(), entry.getValue(), moment))
                        .map(Map.Entry::getKey)
                        .toList();
            }
            LockSupport.parkNanos(3 * A_MOMENT_NANOS);
            synchronized (this) {
                idle.forEach(records::remove);
            }
            return idle.size();
        }
    }

    /** One of several instances, which believes what it saw last. */
    public static final class RemembersWhatItSaw implements LoginStateRepository {
        private final LoginStateRepository shared;
        private final Map<LoginStateKey, Optional<Stored>> seen = new HashMap<>();

        public RemembersWhatItSaw(LoginStateRepository shared) {
            this.shared = shared;
        }

        @Override
        public synchronized Optional<Stored> find(LoginStateKey key) {
            return seen.computeIfAbsent(key, shared::find);
        }

        @Override
        public synchronized boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            seen.remove(key);
            return shared.compareAndSet(key, expected, next);
        }

        @Override
        public synchronized void remove(LoginStateKey key) {
            seen.remove(key);
            shared.remove(key);
        }

        @Override
        public synchronized long removeIdleSince(Instant moment) {
            seen.clear();
            return shared.removeIdleSince(moment);
        }
    }
}
