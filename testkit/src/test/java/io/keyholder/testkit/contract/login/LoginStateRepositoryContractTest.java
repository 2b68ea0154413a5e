package io.keyholder.testkit.contract.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.testkit.BrokenLoginStates;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.ModelLoginStates;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.internal.ModelStorage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** That the contract passes for a right repository and fails for each broken one, by the test that is about the bug. */
class LoginStateRepositoryContractTest {
    @Test
    void passesForTheModel() {
        ContractRun run = ContractRun.of(OfTheModel.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSizeGreaterThan(35);
    }

    @Test
    void findsLastWriteWins() {
        assertFails(
                LastWriteWins.class,
                "refusesAnEarlierRevision",
                "refusesWhenNothingWasExpectedAndSomethingIsThere",
                "refusesWhenSomethingWasExpectedAndNothingIsThere");
    }

    @Test
    void findsReusedRevisions() {
        assertFails(CountsRevisionsPerRecord.class, "neverUsesARevisionAgain", "beginsAnewAfterARemoval");
        assertFails(RevisesByContent.class, "neverUsesARevisionAgain", "givesANewRevisionToAnUnchangedState");
    }

    @Test
    void findsChecksThatAreNotAtomic() {
        assertFails(
                ChecksThenWrites.class,
                "countsEveryOneOfManyRacingGuesses",
                "oneOfManyRacingFirstRecordsWins",
                "oneOfManyRacingChangesOfOneRevisionWins");
    }

    @Test
    void findsRecordsThatComeBackFromTheDead() {
        assertFails(
                RevivesWhatWasRemoved.class,
                "refusesWhenSomethingWasExpectedAndNothingIsThere",
                "forgetsWhatIsRemoved");
    }

    @Test
    void findsRecordsReplacedUnseen() {
        assertFails(ReplacesTheUnexpected.class, "refusesWhenNothingWasExpectedAndSomethingIsThere");
    }

    @Test
    void findsRecordsThatSayNothingDropped() {
        assertFails(DropsWhatSaysNothing.class, "remembersARecordThatSaysNothing");
    }

    @Test
    void findsKindsMixed() {
        assertFails(MixesKinds.class, "keepsKeysApart");
    }

    @Test
    void findsWhatIsNotKeptAsItWas() {
        assertFails(RoundsMoments.class, "givesBackAnyStateAsItWas");
        assertFails(SortsTokens.class, "givesBackManyTokensInTheirOrder");
    }

    @Test
    void findsSweepsThatTakeTooMuchOrTooLittle() {
        assertFails(SweepsUsers.class, "forgetsIdleIdentifiersAndSourcesAndKeepsUsers");
        assertFails(SweepsTheMoment.class, "keepsWhatFailedAtThatMomentOrLater");
        assertFails(KeepsWhatNeverFailed.class, "forgetsSourcesWhoseEveryAttemptWasGivenBack");
    }

    @Test
    void findsASweepThatForgetsAFreshGuess() {
        assertFails(LooksThenSweeps.class, "aSweepNeverForgetsAFreshGuess");
    }

    @Test
    void findsInstancesThatBelieveWhatTheySaw() {
        assertFails(RemembersWhatItSaw.class, "showsEachInstanceWhatTheOtherRemembers");
    }

    @Test
    void findsAStoreThatWorksOnWhenClosed() {
        assertFails(NeverClosed.class, "refusesEveryUseOfItsLoginStatesAfterClosing");
    }

    private static void assertFails(Class<?> contractTest, String... tests) {
        assertThat(ContractRun.of(contractTest).failures()).contains(tests);
    }

    /** One of these is run within each test above. */
    abstract static class Of {
        private final Supplier<LoginStateRepository> data;
        private final UnaryOperator<LoginStateRepository> instance;

        Of(Supplier<LoginStateRepository> data) {
            this(data, shared -> shared);
        }

        Of(Supplier<LoginStateRepository> data, UnaryOperator<LoginStateRepository> instance) {
            this.data = data;
            this.instance = instance;
        }

        public StorageSandbox newSandbox() {
            LoginStateRepository shared = data.get();
            return ModelStorage.opening(() -> ModelStorage.of(instance.apply(shared)));
        }
    }

    static class OfTheModel extends Of implements LoginStateRepositoryContract {
        OfTheModel() {
            super(ModelLoginStates::new);
        }
    }

    static class LastWriteWins extends Of implements LoginStateRepositoryCompareAndSetContract {
        LastWriteWins() {
            super(BrokenLoginStates.LastWriteWins::new);
        }
    }

    static class CountsRevisionsPerRecord extends Of implements LoginStateRepositoryCompareAndSetContract {
        CountsRevisionsPerRecord() {
            super(BrokenLoginStates.CountsRevisionsPerRecord::new);
        }
    }

    static class RevisesByContent extends Of implements LoginStateRepositoryCompareAndSetContract {
        RevisesByContent() {
            super(BrokenLoginStates.RevisesByContent::new);
        }
    }

    static class ChecksThenWrites extends Of implements LoginStateRepositoryRaceContract {
        ChecksThenWrites() {
            super(BrokenLoginStates.ChecksThenWrites::new);
        }
    }

    static class RevivesWhatWasRemoved extends Of implements LoginStateRepositoryCompareAndSetContract {
        RevivesWhatWasRemoved() {
            super(BrokenLoginStates.RevivesWhatWasRemoved::new);
        }
    }

    static class ReplacesTheUnexpected extends Of implements LoginStateRepositoryCompareAndSetContract {
        ReplacesTheUnexpected() {
            super(BrokenLoginStates.ReplacesTheUnexpected::new);
        }
    }

    static class DropsWhatSaysNothing extends Of implements LoginStateRepositoryCompareAndSetContract {
        DropsWhatSaysNothing() {
            super(BrokenLoginStates.DropsWhatSaysNothing::new);
        }
    }

    static class MixesKinds extends Of implements LoginStateRepositoryCompareAndSetContract {
        MixesKinds() {
            super(BrokenLoginStates.MixesKinds::new);
        }
    }

    static class RoundsMoments extends Of implements LoginStateRepositoryRoundTripContract {
        RoundsMoments() {
            super(BrokenLoginStates.RoundsMoments::new);
        }
    }

    static class SortsTokens extends Of implements LoginStateRepositoryRoundTripContract {
        SortsTokens() {
            super(BrokenLoginStates.SortsTokens::new);
        }
    }

    static class SweepsUsers extends Of implements LoginStateRepositorySweepContract {
        SweepsUsers() {
            super(BrokenLoginStates.SweepsUsers::new);
        }
    }

    static class SweepsTheMoment extends Of implements LoginStateRepositorySweepContract {
        SweepsTheMoment() {
            super(BrokenLoginStates.SweepsTheMoment::new);
        }
    }

    static class KeepsWhatNeverFailed extends Of implements LoginStateRepositorySweepContract {
        KeepsWhatNeverFailed() {
            super(BrokenLoginStates.KeepsWhatNeverFailed::new);
        }
    }

    static class LooksThenSweeps extends Of implements LoginStateRepositoryRaceContract {
        LooksThenSweeps() {
            super(BrokenLoginStates.LooksThenSweeps::new);
        }
    }

    static class RemembersWhatItSaw extends Of implements LoginStateRepositoryPersistenceContract {
        RemembersWhatItSaw() {
            super(ModelLoginStates::new, BrokenLoginStates.RemembersWhatItSaw::new);
        }
    }

    static class NeverClosed implements LoginStateRepositoryLifecycleContract {
        @Override
        public StorageSandbox newSandbox() {
            Storage immortal = ModelStorage.bundle(new ModelLoginStates());
            return ModelStorage.opening(() -> immortal);
        }
    }
}
