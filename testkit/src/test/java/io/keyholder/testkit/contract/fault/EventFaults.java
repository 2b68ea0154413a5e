package io.keyholder.testkit.contract.fault;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.testkit.ModelUsersAndEvents;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.event.UserEventLogContract;
import io.keyholder.testkit.internal.ModelStorage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Outboxes that break one clause each. */
final class EventFaults {
    private EventFaults() {}

    static List<StoreFault> all() {
        return List.of(
                of(
                        "ForgetsOthersAtAChange",
                        ForgetsOthersAtAChange::new,
                        "keepsAnEventOfEveryUserThatWasWritten",
                        "losesNoEventOfRacingWritersAndKeepsEachUsersOrder"),
                of("NotesTheFirstOfMany", NotesTheFirstOfMany::new, "keepsOneEventForEachOfManyCreated"),
                of(
                        "NotesOneOfManyAtOnce",
                        NotesOneOfManyAtOnce::new,
                        "losesNoEventOfRacingWritersAndKeepsEachUsersOrder"),
                of("RepeatsTheLastEventOfAPage", RepeatsTheLastEventOfAPage::new, "pagesThroughEventsInOrder"),
                of("StartsAnew", StartsAnew::new, "startingAgainForgetsNothingAndStoppingForgetsAll"),
                StoreFault.of(
                        "NeverClosesEvents",
                        UserEventLogContract.class,
                        EventFaults::neverClosingEvents,
                        "refusesEveryUseOfItsEventsAfterClosing"));
    }

    private static StoreFault of(String name, Supplier<ModelUsersAndEvents> models, String... clauses) {
        return StoreFault.of(
                name,
                UserEventLogContract.class,
                () -> {
                    ModelUsersAndEvents shared = models.get();
                    return ModelStorage.opening(() -> ModelStorage.of(shared, shared));
                },
                clauses);
    }

    private static StorageSandbox neverClosingEvents() {
        ModelUsersAndEvents shared = new ModelUsersAndEvents();
        return ModelStorage.opening(() -> new UserFaults.Delegating(ModelStorage.of(shared, shared)) {
            @Override
            public UserEventLog userEvents() {
                return shared;
            }
        });
    }

    private static final class ForgetsOthersAtAChange extends ModelUsersAndEvents {
        @Override
        public synchronized UpdateOutcome update(User user) {
            waiting.values().removeIf(event -> !event.user().equals(user.id()));
            return super.update(user);
        }
    }

    private static final class NotesTheFirstOfMany extends ModelUsersAndEvents {
        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            List<CreateOutcome> outcomes = users.createAll(newUsers);
            note(newUsers.get(0).id(), Set.of(UserEvent.Kind.CREATED));
            return outcomes;
        }
    }

    private static final class NotesOneOfManyAtOnce extends ModelUsersAndEvents {
        private final AtomicInteger writers = new AtomicInteger();

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
        public CreateOutcome create(User user) {
            boolean isAlone = writers.incrementAndGet() == 1;
            UserRaceFaults.aMoment();
            CreateOutcome outcome = users.create(user);
            writers.decrementAndGet();
            if (isAlone && outcome instanceof CreateOutcome.Created) {
                note(user.id(), Set.of(UserEvent.Kind.CREATED));
            }
            return outcome;
        }
    }

    private static final class RepeatsTheLastEventOfAPage extends ModelUsersAndEvents {
        @Override
        public synchronized List<UserEvent> pending(String after, int limit) {
            return waiting.tailMap(after, true).values().stream().limit(limit).toList();
        }
    }

    private static final class StartsAnew extends ModelUsersAndEvents {
        @Override
        public synchronized void start() {
            stop();
            super.start();
        }
    }
}
