package io.keyholder.testkit.contract.fault;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.testkit.ModelLoginStates;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.login.LoginStateRepositoryCompareAndSetContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryLifecycleContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryPersistenceContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryRaceContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryRoundTripContract;
import io.keyholder.testkit.contract.login.LoginStateRepositorySweepContract;
import io.keyholder.testkit.internal.ModelStorage;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Repositories of login states that break one clause each. */
final class LoginStateFaults {
    private LoginStateFaults() {}

    static List<StoreFault> all() {
        Class<?> compareAndSet = LoginStateRepositoryCompareAndSetContract.class;
        Class<?> lifecycle = LoginStateRepositoryLifecycleContract.class;
        Class<?> persistence = LoginStateRepositoryPersistenceContract.class;
        Class<?> races = LoginStateRepositoryRaceContract.class;
        Class<?> sweeps = LoginStateRepositorySweepContract.class;
        return List.of(
                StoreFault.ofLoginStates(
                        "RevisesARecordWithItsNeighbours",
                        compareAndSet,
                        RevisesARecordWithItsNeighbours::new,
                        "keepsTheSameRevisionWhileNothingChanges"),
                StoreFault.ofLoginStates(
                        "TakesZeroForAnyRevision",
                        compareAndSet,
                        TakesZeroForAnyRevision::new,
                        "refusesRevisionsThatItNeverGave"),
                StoreFault.ofLoginStates(
                        "TakesTheRevisionOfAnyRecord",
                        compareAndSet,
                        TakesTheRevisionOfAnyRecord::new,
                        "refusesTheRevisionOfAnotherRecord"),
                StoreFault.ofLoginStates(
                        "RemembersNothingBySayingNothing",
                        compareAndSet,
                        RemembersNothingBySayingNothing::new,
                        "remembersNothingAtFirst"),
                StoreFault.ofLoginStates(
                        "ReadsEmptyStates",
                        compareAndSet,
                        ReadsEmptyStates::new,
                        "remembersWhatIsPutWhereNothingWas",
                        "keepsKeysApart",
                        "beginsAnewAfterARemoval"),
                StoreFault.ofLoginStates(
                        "FailsToRemoveTheAbsent", compareAndSet, FailsToRemoveTheAbsent::new, "removesWhatIsNotThere"),
                StoreFault.of(
                        "ClosesLoginStatesOfAllInstances",
                        lifecycle,
                        UserFaults::closingTogether,
                        "closingOneInstanceLeavesTheLoginStatesOfTheOtherOpen"),
                StoreFault.of(
                        "GivesLoginStatesAnew",
                        lifecycle,
                        LoginStateFaults::givingThemAnew,
                        "givesTheSameLoginStatesEachTime"),
                StoreFault.of(
                        "ForgetsLoginStatesWhenClosed",
                        persistence,
                        () -> reopening(new ModelLoginStates(), states -> states.records.clear()),
                        "findsEveryStateAgainAfterReopening"),
                StoreFault.of(
                        "BringsRemovedLoginStatesBack",
                        persistence,
                        () -> reopening(new BringsRemovedLoginStatesBack(), BringsRemovedLoginStatesBack::reopened),
                        "keepsRemovalsAndSweepsAfterReopening"),
                StoreFault.of(
                        "CountsLoginStateRevisionsFromOne",
                        persistence,
                        () -> reopening(new CountsFromOne(), CountsFromOne::reopened),
                        "neverUsesARevisionAgainAfterReopening"),
                StoreFault.ofLoginStates(
                        "KeepsOneRecordOfAllSources",
                        LoginStateRepositoryRoundTripContract.class,
                        KeepsOneRecordOfAllSources::new,
                        "givesBackTheStateOfAnyKey"),
                StoreFault.ofLoginStates(
                        "RevivesWhatWasSwept",
                        sweeps,
                        RevivesWhatWasSwept::new,
                        "doesNotAcceptTheRevisionOfASweptRecord"),
                StoreFault.ofLoginStates(
                        "SweepsByTheLatestMomentEver",
                        sweeps,
                        SweepsByTheLatestMomentEver::new,
                        "judgesTheLastChangeOfARecord"),
                StoreFault.ofLoginStates(
                        "CountsMomentsInMilliseconds",
                        sweeps,
                        CountsMomentsInMilliseconds::new,
                        "sweepsAtBothEndsOfTime"),
                StoreFault.ofLoginStates(
                        "SweepsAHundredAtMost", sweeps, SweepsAHundredAtMost::new, "sweepsMoreThanAThousand"),
                StoreFault.ofLoginStates(
                        "CountsASweepOfNothing", sweeps, CountsASweepOfNothing::new, "sweepsNothingWhereNothingIs"),
                StoreFault.of(
                        "SweepsItsOwnOnly",
                        sweeps,
                        LoginStateFaults::sweepingTheirOwn,
                        "sweepsWhatTheOtherInstanceRemembered"),
                StoreFault.ofLoginStates(
                        "LooksForARecordThenReplacesIt",
                        races,
                        LooksForARecordThenReplacesIt::new,
                        "aRemovalIsNotUndoneByAChangeThatDidNotKnowOfIt"),
                StoreFault.ofLoginStates(
                        "AcceptsALostCode",
                        races,
                        () -> new ReportsALostChange(
                                state -> state.lastCodeStep().isPresent()),
                        "acceptsACodeOnce"),
                StoreFault.ofLoginStates(
                        "RedeemsALostCode",
                        races,
                        () -> new ReportsALostChange(
                                state -> state.secondFactorConfirmed().isPresent()),
                        "redeemsEachRecoveryCodeOnce"));
    }

    private static StorageSandbox givingThemAnew() {
        LoginStateRepository shared = new ModelLoginStates();
        return ModelStorage.opening(() -> new UserFaults.Delegating(ModelStorage.of(shared)) {
            @Override
            public LoginStateRepository loginStates() {
                return new OneOfManyViews(super.loginStates());
            }
        });
    }

    private static StorageSandbox sweepingTheirOwn() {
        ModelLoginStates shared = new ModelLoginStates();
        return ModelStorage.opening(() -> ModelStorage.of(new SweepsItsOwnOnly(shared)));
    }

    /** Login states to which something happens when the store is opened again. */
    private static <T extends ModelLoginStates> StorageSandbox reopening(T states, Consumer<T> again) {
        return StoreFault.reopening(() -> ModelStorage.of(states), () -> again.accept(states));
    }

    /** Another object over the same login states. */
    static class OneOfManyViews implements LoginStateRepository {
        private final LoginStateRepository states;

        OneOfManyViews(LoginStateRepository states) {
            this.states = states;
        }

        @Override
        public Optional<Stored> find(LoginStateKey key) {
            return states.find(key);
        }

        @Override
        public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            return states.compareAndSet(key, expected, next);
        }

        @Override
        public void remove(LoginStateKey key) {
            states.remove(key);
        }

        @Override
        public long removeIdleSince(Instant moment) {
            return states.removeIdleSince(moment);
        }
    }

    private static final class RevisesARecordWithItsNeighbours extends ModelLoginStates {
        @Override
        public synchronized Optional<Stored> find(LoginStateKey key) {
            return super.find(key)
                    .map(stored -> records.size() == 1
                            ? stored
                            : new Stored(
                                    stored.state(),
                                    new Revision(stored.revision().value() + "-" + records.size())));
        }
    }

    private static final class TakesZeroForAnyRevision extends ModelLoginStates {
        @Override
        public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
            return (current.isPresent()
                            && expected.filter(new Revision("0")::equals).isPresent())
                    || super.isAsExpected(current, expected);
        }
    }

    private static final class TakesTheRevisionOfAnyRecord extends ModelLoginStates {
        @Override
        public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
            boolean isOfAny = records.values().stream()
                    .map(Stored::revision)
                    .anyMatch(revision -> expected.filter(revision::equals).isPresent());
            return (current.isPresent() && isOfAny) || super.isAsExpected(current, expected);
        }
    }

    /** Until the first record is put. */
    private static final class RemembersNothingBySayingNothing extends ModelLoginStates {
        private static final Revision NONE = new Revision("none");
        private boolean isUsed;

        @Override
        public synchronized Optional<Stored> find(LoginStateKey key) {
            return isUsed ? super.find(key) : Optional.of(new Stored(LoginState.NONE, NONE));
        }

        @Override
        public synchronized boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            isUsed = true;
            return super.compareAndSet(key, expected.filter(revision -> !revision.equals(NONE)), next);
        }
    }

    private static final class ReadsEmptyStates extends ModelLoginStates {
        @Override
        public synchronized Optional<Stored> find(LoginStateKey key) {
            return super.find(key).map(stored -> new Stored(LoginState.NONE, stored.revision()));
        }
    }

    private static final class FailsToRemoveTheAbsent extends ModelLoginStates {
        @Override
        public synchronized void remove(LoginStateKey key) {
            if (find(key).isEmpty()) {
                throw new IllegalStateException("nothing to remove");
            }
            super.remove(key);
        }
    }

    private static final class BringsRemovedLoginStatesBack extends ModelLoginStates {
        private final Map<Object, Stored> removed = new HashMap<>();

        @Override
        public synchronized void remove(LoginStateKey key) {
            find(key).ifPresent(stored -> removed.put(nameOf(key), stored));
            super.remove(key);
        }

        void reopened() {
            records.putAll(removed);
        }
    }

    private static final class CountsFromOne extends ModelLoginStates {
        private long last;

        @Override
        public Revision nextRevision(LoginStateKey key, LoginState next) {
            last++;
            return new Revision(Long.toString(last));
        }

        void reopened() {
            last = 0;
        }
    }

    private static final class KeepsOneRecordOfAllSources extends ModelLoginStates {
        @Override
        public Object nameOf(LoginStateKey key) {
            String kind = key.value().substring(0, key.value().indexOf(':') + 1);
            return kind.equals("user:") ? key : kind;
        }
    }

    private static final class RevivesWhatWasSwept extends ModelLoginStates {
        private final Set<Revision> swept = new HashSet<>();

        @Override
        public boolean isSwept(String key, Stored stored, Instant moment) {
            boolean isSwept = super.isSwept(key, stored, moment);
            if (isSwept) {
                swept.add(stored.revision());
            }
            return isSwept;
        }

        @Override
        public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
            return (current.isEmpty() && expected.filter(swept::contains).isPresent())
                    || super.isAsExpected(current, expected);
        }
    }

    private static final class SweepsByTheLatestMomentEver extends ModelLoginStates {
        private final Map<String, Instant> latest = new HashMap<>();

        @Override
        public void put(LoginStateKey key, LoginState next) {
            next.attempts()
                    .last()
                    .ifPresent(last -> latest.merge(key.toString(), last, (a, b) -> a.isAfter(b) ? a : b));
            super.put(key, next);
        }

        @Override
        public boolean isSwept(String key, Stored stored, Instant moment) {
            boolean wasBusy = stored.state().attempts().last().isPresent()
                    && !latest.getOrDefault(key, Instant.MIN).isBefore(moment);
            return !wasBusy && super.isSwept(key, stored, moment);
        }
    }

    private static final class CountsMomentsInMilliseconds extends ModelLoginStates {
        @Override
        public synchronized long removeIdleSince(Instant moment) {
            if (moment.toEpochMilli() == Long.MIN_VALUE) {
                return 0;
            }
            return super.removeIdleSince(moment);
        }
    }

    private static final class SweepsAHundredAtMost extends ModelLoginStates {
        private int left;

        @Override
        public synchronized long removeIdleSince(Instant moment) {
            left = 100;
            return super.removeIdleSince(moment);
        }

        @Override
        public boolean isSwept(String key, Stored stored, Instant moment) {
            return super.isSwept(key, stored, moment) && left-- > 0;
        }
    }

    private static final class CountsASweepOfNothing extends ModelLoginStates {
        @Override
        public synchronized long removeIdleSince(Instant moment) {
            return records.isEmpty() ? 1 : super.removeIdleSince(moment);
        }
    }

    /** One of several instances over the same login states. */
    private static final class SweepsItsOwnOnly extends OneOfManyViews {
        private final ModelLoginStates all;
        private final Set<LoginStateKey> own = new HashSet<>();

        SweepsItsOwnOnly(ModelLoginStates all) {
            super(all);
            this.all = all;
        }

        @Override
        public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            own.add(key);
            return super.compareAndSet(key, expected, next);
        }

        @Override
        public long removeIdleSince(Instant moment) {
            List<LoginStateKey> idle = own.stream()
                    .filter(key -> all.find(key)
                            .filter(stored -> all.isSwept(key.toString(), stored, moment))
                            .isPresent())
                    .toList();
            idle.forEach(all::remove);
            return idle.size();
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class LooksForARecordThenReplacesIt extends ModelLoginStates {
        @Override
        public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            boolean isThere =
                    expected.isPresent() && find(key).map(Stored::revision).equals(expected);
            UserRaceFaults.aMoment();
            if (super.compareAndSet(key, expected, next)) {
                return true;
            }
            return isThere && super.compareAndSet(key, Optional.empty(), next);
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class ReportsALostChange extends ModelLoginStates {
        private final Predicate<LoginState> wanted;

        ReportsALostChange(Predicate<LoginState> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            UserRaceFaults.aMoment();
            return super.compareAndSet(key, expected, next) || wanted.test(next);
        }
    }
}
