package io.keyholder.testkit.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.ModelUsersAndEvents;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.internal.ModelStorage;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** That the contract passes for a right outbox and fails for each broken one, by the test that is about the bug. */
class UserEventLogContractTest {
    @Test
    void passesForTheModel() {
        ContractRun run = ContractRun.of(OfTheModel.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSizeGreaterThan(10);
    }

    @Test
    void findsEventsThatAreKeptUnasked() {
        assertThat(ContractRun.of(KeepsUnasked.class).failures()).contains("keepsNoEventUntilItIsAskedTo");
    }

    @Test
    void findsEventsOfWhatWasRefused() {
        assertThat(ContractRun.of(NotesBeforeItWrites.class).failures()).contains("keepsNoEventOfWhatWasRefused");
    }

    @Test
    void findsPurgesThatNobodyHearsOf() {
        assertThat(ContractRun.of(ForgetsPurges.class).failures()).contains("tellsEachWriteByWhatItChanged");
    }

    @Test
    void findsEventsThatAreGoneOnceTheyWereRead() {
        assertThat(ContractRun.of(ForgetsWhatWasRead.class).failures())
                .contains("keepsEventsUntilTheyAreAcknowledgedOneByOne");
    }

    @Test
    void findsAcknowledgementsOfEverythingBefore() {
        assertThat(ContractRun.of(AcknowledgesAllBefore.class).failures())
                .contains("keepsEventsUntilTheyAreAcknowledgedOneByOne");
    }

    @Test
    void findsEventsThatLiveInAProcessOnly() {
        assertThat(ContractRun.of(Forgetful.class).failures())
                .contains(
                        "keepsEventsAndGoesOnKeepingThemAfterReopening", "keepsEventsOfEveryInstanceForEveryInstance");
    }

    /** One of these is run within each test above. */
    abstract static class Of implements UserEventLogContract {
        private final Supplier<ModelUsersAndEvents> models;

        Of(Supplier<ModelUsersAndEvents> models) {
            this.models = models;
        }

        @Override
        public StorageSandbox newSandbox() {
            ModelUsersAndEvents shared = models.get();
            return ModelStorage.opening(() -> ModelStorage.of(shared, shared));
        }
    }

    static class OfTheModel extends Of {
        OfTheModel() {
            super(ModelUsersAndEvents::new);
        }
    }

    static class KeepsUnasked extends Of {
        KeepsUnasked() {
            super(() -> {
                ModelUsersAndEvents model = new ModelUsersAndEvents();
                model.start();
                return model;
            });
        }
    }

    static class NotesBeforeItWrites extends Of {
        NotesBeforeItWrites() {
            super(() -> new ModelUsersAndEvents() {
                @Override
                public synchronized UpdateOutcome update(User user) {
                    note(user.id(), Set.of(UserEvent.Kind.PROFILE_CHANGED));
                    return users.update(user);
                }
            });
        }
    }

    static class ForgetsPurges extends Of {
        ForgetsPurges() {
            super(() -> new ModelUsersAndEvents() {
                @Override
                public synchronized PurgeOutcome purge(UserId id, Revision expected) {
                    return users.purge(id, expected);
                }
            });
        }
    }

    static class ForgetsWhatWasRead extends Of {
        ForgetsWhatWasRead() {
            super(() -> new ModelUsersAndEvents() {
                @Override
                public synchronized List<UserEvent> pending(String after, int limit) {
                    List<UserEvent> events = super.pending(after, limit);
                    events.forEach(event -> waiting.remove(event.position()));
                    return events;
                }
            });
        }
    }

    static class AcknowledgesAllBefore extends Of {
        AcknowledgesAllBefore() {
            super(() -> new ModelUsersAndEvents() {
                @Override
                public synchronized void acknowledge(UserEvent event) {
                    waiting.headMap(event.position(), true).clear();
                }
            });
        }
    }

    static class Forgetful implements UserEventLogContract {
        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.opening(() -> {
                ModelUsersAndEvents model = new ModelUsersAndEvents();
                return ModelStorage.of(model, model);
            });
        }
    }
}
