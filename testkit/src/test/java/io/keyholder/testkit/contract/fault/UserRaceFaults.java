package io.keyholder.testkit.contract.fault;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.testkit.contract.user.UserRepositoryRaceContract;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Repositories of users that look, wait a moment and then write, each in one kind of write. */
final class UserRaceFaults {
    private static final long A_MOMENT_NANOS = 1_000_000;

    private UserRaceFaults() {}

    static List<StoreFault> all() {
        Class<?> races = UserRepositoryRaceContract.class;
        return List.of(
                StoreFault.ofUsers(
                        "LooksForAnIdThenCreates",
                        races,
                        LooksForAnIdThenCreates::new,
                        "oneOfManyRacingCreatorsGetsAnId"),
                StoreFault.ofUsers(
                        "LooksForIdentifiersOfAListThenCreates",
                        races,
                        LooksForIdentifiersOfAListThenCreates::new,
                        "oneOfManyRacingListsGetsEachIdentifier"),
                StoreFault.ofUsers(
                        "LooksForAnIdentifierThenChanges",
                        races,
                        () -> new LooksForAnIdentifierThenChanges(false),
                        "aChangeAndACreationRaceForAnIdentifier"),
                StoreFault.ofUsers(
                        "LooksForAnIdentifierThenUndeletes",
                        races,
                        () -> new LooksForAnIdentifierThenChanges(true),
                        "anUndeletionAndACreationRaceForAnIdentifier"),
                StoreFault.ofUsers(
                        "LooksForAUserThenChangesIt",
                        races,
                        LooksForAUserThenChangesIt::new,
                        "aChangeAndAPurgeOfOneStateExcludeEachOther"),
                StoreFault.ofUsers(
                        "LooksForAUserThenPurgesIt",
                        races,
                        LooksForAUserThenPurgesIt::new,
                        "oneOfManyRacingPurgesWins"),
                StoreFault.ofUsers(
                        "ReportsRacingSwapsAsDone", races, ReportsRacingSwapsAsDone::new, "racingSwapsAreBothRefused"));
    }

    /** Long enough for another writer. */
    static void aMoment() {
        LockSupport.parkNanos(A_MOMENT_NANOS);
    }

    private static CreateOutcome reportedAsCreated(User user) {
        return new CreateOutcome.Created(user.withRevision(new Revision("lost")));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class LooksForAnIdThenCreates extends ModelUserRepository {
        @Override
        public CreateOutcome create(User user) {
            boolean isFree = findById(user.id()).isEmpty();
            aMoment();
            CreateOutcome outcome = super.create(user);
            return isFree && outcome instanceof CreateOutcome.IdTaken ? reportedAsCreated(user) : outcome;
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class LooksForIdentifiersOfAListThenCreates extends ModelUserRepository {
        @Override
        public List<CreateOutcome> createAll(List<User> newUsers) {
            List<Boolean> free = newUsers.stream()
                    .map(user -> user.identifiers().keys().stream()
                            .allMatch(key -> findByIdentifier(key) instanceof IdentifierLookup.Nobody))
                    .toList();
            aMoment();
            List<CreateOutcome> outcomes = new ArrayList<>(super.createAll(newUsers));
            for (int i = 0; i < outcomes.size(); i++) {
                if (free.get(i) && outcomes.get(i) instanceof CreateOutcome.IdentifierTaken) {
                    outcomes.set(i, reportedAsCreated(newUsers.get(i)));
                }
            }
            return outcomes;
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class LooksForAnIdentifierThenChanges extends ModelUserRepository {
        private final boolean undeletes;

        LooksForAnIdentifierThenChanges(boolean undeletes) {
            this.undeletes = undeletes;
        }

        @Override
        public UpdateOutcome update(User user) {
            boolean isFree = user.identifiers().keys().stream()
                    .map((IdentifierKey key) -> findByIdentifier(key))
                    .allMatch(IdentifierLookup.Nobody.class::isInstance);
            boolean wasDeleted = findById(user.id()).filter(User::isDeleted).isPresent();
            if (wasDeleted != undeletes || !isFree) {
                return super.update(user);
            }
            aMoment();
            UpdateOutcome outcome = super.update(user);
            return outcome instanceof UpdateOutcome.IdentifierTaken ? new UpdateOutcome.Updated(user) : outcome;
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class LooksForAUserThenChangesIt extends ModelUserRepository {
        @Override
        public UpdateOutcome update(User user) {
            Optional<User> found = findById(user.id());
            aMoment();
            UpdateOutcome outcome = super.update(user);
            return found.isPresent() && outcome instanceof UpdateOutcome.Missing
                    ? new UpdateOutcome.Updated(user)
                    : outcome;
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class LooksForAUserThenPurgesIt extends ModelUserRepository {
        @Override
        public PurgeOutcome purge(UserId id, Revision expected) {
            boolean isThere = findById(id).isPresent();
            aMoment();
            PurgeOutcome outcome = super.purge(id, expected);
            return isThere && outcome instanceof PurgeOutcome.Missing ? new PurgeOutcome.Purged() : outcome;
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class ReportsRacingSwapsAsDone extends ModelUserRepository {
        private final AtomicInteger changes = new AtomicInteger();

        @Override
        public UpdateOutcome update(User user) {
            changes.incrementAndGet();
            aMoment();
            boolean isAlone = changes.get() == 1;
            UpdateOutcome outcome = super.update(user);
            aMoment();
            changes.decrementAndGet();
            return !isAlone && outcome instanceof UpdateOutcome.IdentifierTaken
                    ? new UpdateOutcome.Updated(user)
                    : outcome;
        }
    }
}
