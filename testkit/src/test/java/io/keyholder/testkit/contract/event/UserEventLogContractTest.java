package io.keyholder.testkit.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.ModelUserEvents;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.util.List;
import java.util.Optional;
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

    /** The model of users with the simplest outbox around it. */
    static class Model extends ModelUserEvents implements UserRepository {
        final ModelUserRepository users = new ModelUserRepository();

        @Override
        public synchronized CreateOutcome create(User user) {
            CreateOutcome outcome = users.create(user);
            if (outcome instanceof CreateOutcome.Created) {
                note(user.id(), Set.of(UserEvent.Kind.CREATED));
            }
            return outcome;
        }

        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            return newUsers.stream().map(this::create).toList();
        }

        @Override
        public synchronized UpdateOutcome update(User user) {
            Optional<User> before = users.findById(user.id());
            UpdateOutcome outcome = users.update(user);
            if (outcome instanceof UpdateOutcome.Updated) {
                note(user.id(), UserEvent.kindsBetween(before.orElseThrow(), user));
            }
            return outcome;
        }

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            PurgeOutcome outcome = users.purge(id, expected);
            if (outcome instanceof PurgeOutcome.Purged) {
                note(id, Set.of(UserEvent.Kind.PURGED));
            }
            return outcome;
        }

        @Override
        public Optional<User> findById(UserId id) {
            return users.findById(id);
        }

        @Override
        public IdentifierLookup findByIdentifier(IdentifierKey key) {
            return users.findByIdentifier(key);
        }

        @Override
        public List<User> page(PageRequest request) {
            return users.page(request);
        }

        @Override
        public long count() {
            return users.count();
        }
    }

    /** One of these is run within each test above. */
    abstract static class Of implements UserEventLogContract {
        private final Supplier<Model> models;

        Of(Supplier<Model> models) {
            this.models = models;
        }

        @Override
        public StorageSandbox newSandbox() {
            Model shared = models.get();
            return opening(() -> ModelStorage.of(shared, shared));
        }
    }

    static class OfTheModel extends Of {
        OfTheModel() {
            super(Model::new);
        }
    }

    static class KeepsUnasked extends Of {
        KeepsUnasked() {
            super(() -> {
                Model model = new Model();
                model.start();
                return model;
            });
        }
    }

    static class NotesBeforeItWrites extends Of {
        NotesBeforeItWrites() {
            super(() -> new Model() {
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
            super(() -> new Model() {
                @Override
                public synchronized PurgeOutcome purge(UserId id, Revision expected) {
                    return users.purge(id, expected);
                }
            });
        }
    }

    static class ForgetsWhatWasRead extends Of {
        ForgetsWhatWasRead() {
            super(() -> new Model() {
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
            super(() -> new Model() {
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
            return opening(() -> {
                Model model = new Model();
                return ModelStorage.of(model, model);
            });
        }
    }

    private static StorageSandbox opening(Supplier<Storage> stores) {
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return stores.get();
            }

            @Override
            public void close() {}
        };
    }
}
