package io.keyholder.testkit.contract.fault;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.testkit.HoldingLoginStates;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.login.LoginStateRepositoryProvisionalContract;
import io.keyholder.testkit.internal.ModelStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Repositories of login states that break one clause of provisional changes each. */
final class ProvisionalFaults {
    private ProvisionalFaults() {}

    static List<StoreFault> all() {
        return List.of(
                fault(
                        "HidesProvisionalChangesFromOthers",
                        ProvisionalFaults::hiding,
                        "showsAProvisionalChangeToEveryInstance",
                        "putsAnotherChangeInThePlaceOfAProvisionalOne"),
                faultOf(
                        "HoldsByTheRevisionOfAnyRecord",
                        HoldsByTheRevisionOfAnyRecord::new,
                        "refusesAProvisionalChangeOfAnotherRevision"),
                faultOf(
                        "SettlesOverALaterChange",
                        SettlesOverALaterChange::new,
                        "putsAnotherChangeInThePlaceOfAProvisionalOne"),
                faultOf(
                        "TakesBackByAnotherChange",
                        TakesBackByAnotherChange::new,
                        "aChangeThatIsTakenBackHasNeverBeen"),
                faultOf(
                        "TakesBackWhatWasSettled",
                        TakesBackWhatWasSettled::new,
                        "takesBackNeitherASettledChangeNorOneWithAnotherInItsPlace"),
                fault("SettlesInMemory", ProvisionalFaults::settlingInMemory, "findsSettledChangesAgainAfterReopening"),
                faultOf("SettlesAgain", SettlesAgain::new, "settlesOnce"),
                faultOf("SettlesWhatWasRemoved", SettlesWhatWasRemoved::new, "forgetsARecordWithItsProvisionalChange"),
                faultOf("SweepsByWhatWasBefore", SweepsByWhatWasBefore::new, "sweepsByTheProvisionalChange"),
                faultOf("LooksThenHolds", LooksThenHolds::new, "countsEveryOneOfManyRacingProvisionalGuesses"));
    }

    private static StoreFault fault(String name, Supplier<StorageSandbox> sandboxes, String... clauses) {
        return StoreFault.of(name, LoginStateRepositoryProvisionalContract.class, sandboxes, clauses);
    }

    private static StoreFault faultOf(String name, Supplier<LoginStateRepository> states, String... clauses) {
        return StoreFault.ofLoginStates(name, LoginStateRepositoryProvisionalContract.class, states, clauses);
    }

    private static StorageSandbox hiding() {
        HoldingLoginStates shared = new HoldingLoginStates();
        return ModelStorage.opening(() -> ModelStorage.of(new ShowsItsOwnChanges(shared)));
    }

    private static StorageSandbox settlingInMemory() {
        SettlesInMemory states = new SettlesInMemory();
        return StoreFault.reopening(() -> ModelStorage.of(states), states::died);
    }

    /** One of several instances over the same login states. */
    private static final class ShowsItsOwnChanges extends LoginStateFaults.OneOfManyViews {
        private final HoldingLoginStates all;
        private final Set<LoginStateKey> own = new HashSet<>();

        ShowsItsOwnChanges(HoldingLoginStates all) {
            super(all);
            this.all = all;
        }

        @Override
        public synchronized Optional<Stored> find(LoginStateKey key) {
            return own.contains(key)
                    ? super.find(key)
                    : all.firstHeld(key).map(change -> change.before).orElseGet(() -> super.find(key));
        }

        @Override
        public synchronized Optional<Provisional> compareAndSetProvisionally(
                LoginStateKey key, Optional<Revision> expected, LoginState next) {
            Optional<Provisional> made = all.compareAndSetProvisionally(key, expected, next);
            made.ifPresent(change -> own.add(key));
            return made;
        }
    }

    private static final class HoldsByTheRevisionOfAnyRecord extends HoldingLoginStates {
        @Override
        public synchronized Optional<Provisional> compareAndSetProvisionally(
                LoginStateKey key, Optional<Revision> expected, LoginState next) {
            boolean isOfAnother = find(key).isEmpty()
                    && records.values().stream().anyMatch(stored -> expected.equals(Optional.of(stored.revision())));
            return super.compareAndSetProvisionally(key, isOfAnother ? Optional.empty() : expected, next);
        }
    }

    private static final class SettlesOverALaterChange extends HoldingLoginStates {
        private final Set<LoginStateKey> replaced = new HashSet<>();

        @Override
        public synchronized boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
            boolean isInThePlaceOfAnother = firstHeld(key).isPresent();
            boolean isChanged = super.compareAndSet(key, expected, next);
            if (isChanged && isInThePlaceOfAnother) {
                replaced.add(key);
            }
            return isChanged;
        }

        @Override
        public Provisional given(Change change) {
            return new Given(change) {
                @Override
                public void settle() {
                    if (replaced.contains(change.key)) {
                        put(change.key, change.made);
                    }
                    super.settle();
                }
            };
        }
    }

    private static final class TakesBackByAnotherChange extends HoldingLoginStates {
        @Override
        public Provisional given(Change change) {
            return new Given(change) {
                @Override
                public boolean takeBack() {
                    synchronized (TakesBackByAnotherChange.this) {
                        boolean isTakenBack = super.takeBack();
                        if (isTakenBack) {
                            change.before.ifPresent(stored -> put(change.key, stored.state()));
                        }
                        return isTakenBack;
                    }
                }
            };
        }
    }

    private static final class TakesBackWhatWasSettled extends HoldingLoginStates {
        @Override
        public Provisional given(Change change) {
            return new Given(change) {
                @Override
                public boolean takeBack() {
                    if (wasSettled()
                            && find(change.key)
                                    .filter(now -> now.state().equals(change.made))
                                    .isPresent()) {
                        change.undo();
                        return true;
                    }
                    return super.takeBack();
                }
            };
        }
    }

    private static final class SettlesInMemory extends HoldingLoginStates {
        private final List<Change> settled = new ArrayList<>();

        @Override
        public Provisional given(Change change) {
            return new Given(change) {
                @Override
                public void settle() {
                    settled.add(change);
                    super.settle();
                }
            };
        }

        @Override
        public synchronized void died() {
            settled.forEach(Change::undo);
            super.died();
        }
    }

    private static final class SettlesAgain extends HoldingLoginStates {
        @Override
        public Provisional given(Change change) {
            return new Given(change) {
                @Override
                public void settle() {
                    if (wasSettled()) {
                        put(change.key, change.made);
                    }
                    super.settle();
                }
            };
        }
    }

    private static final class SettlesWhatWasRemoved extends HoldingLoginStates {
        @Override
        public Provisional given(Change change) {
            return new Given(change) {
                @Override
                public void settle() {
                    if (find(change.key).isEmpty()) {
                        put(change.key, change.made);
                    }
                    super.settle();
                }
            };
        }
    }

    private static final class SweepsByWhatWasBefore extends HoldingLoginStates {
        @Override
        public boolean isSwept(String key, Stored stored, Instant moment) {
            Stored judged = firstHeld(new LoginStateKey(key))
                    .flatMap(change -> change.before)
                    .orElse(stored);
            return super.isSwept(key, judged, moment);
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class LooksThenHolds extends HoldingLoginStates {
        @Override
        public Optional<Provisional> compareAndSetProvisionally(
                LoginStateKey key, Optional<Revision> expected, LoginState next) {
            if (!isAsExpected(find(key), expected)) {
                return Optional.empty();
            }
            UserRaceFaults.aMoment();
            return super.compareAndSetProvisionally(key, find(key).map(Stored::revision), next);
        }
    }

    /** What the caller gets for a change, with what became of it. */
    private static class Given implements LoginStateRepository.Provisional {
        private final LoginStateRepository.Provisional change;
        private boolean settled;

        Given(HoldingLoginStates.Change change) {
            this.change = change;
        }

        final boolean wasSettled() {
            return settled;
        }

        @Override
        public void settle() {
            change.settle();
            settled = true;
        }

        @Override
        public boolean takeBack() {
            return change.takeBack();
        }
    }
}
