package io.keyholder.testkit.contract.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.contract.StorageLifecycleContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.key.PublicKeyDirectoryContract;
import io.keyholder.testkit.internal.BrokenUserRepositories;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** That the contract passes for a right repository and fails for each broken one, by the test that is about the bug. */
class UserRepositoryContractTest {
    @Test
    void passesForTheModel() {
        ContractRun run = ContractRun.of(OfTheModel.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSizeGreaterThan(80);
    }

    @Test
    void findsHandsOutItsOwnList() {
        assertFails(HandsOutItsOwnListInAliasing.class, "doesNotFollowTheListsItGave");
    }

    @Test
    void findsKeepsTheListItWasGiven() {
        assertFails(KeepsTheListItWasGivenInAliasing.class, "doesNotFollowTheListItWasGiven");
    }

    @Test
    void findsForgetsPhones() {
        assertFails(
                ForgetsPhonesInUniqueness.class,
                "refusesANewUserWhoseIdentifierIsTakenInAnyPlace",
                "refusesAChangeToAnIdentifierThatIsTakenInAnyPlace");
    }

    @Test
    void findsKeepsKindsApart() {
        assertFails(KeepsKindsApartInUniqueness.class, "refusesANewUserWhoseIdentifierIsTakenInAnyPlace");
    }

    @Test
    void findsKeepsIdentifiersOfTheDeletedByUniqueness() {
        assertFails(
                KeepsIdentifiersOfTheDeletedInUniqueness.class,
                "softDeletionFreesIdentifiers",
                "changesASoftDeletedUserWhateverOthersHold");
    }

    @Test
    void findsUndeletesUnchecked() {
        assertFails(UndeletesUncheckedInUniqueness.class, "refusesToUndeleteWhileAnIdentifierIsTaken");
    }

    @Test
    void findsChecksThenWrites() {
        assertFails(
                ChecksThenWritesInRace.class,
                "oneOfManyRacingCreatorsGetsAnIdentifier",
                "usersThatRaceForTwoIdentifiersInOppositeOrderGetBothOrNone");
    }

    @Test
    void findsComparesThenUpdates() {
        assertFails(
                ComparesThenUpdatesInRace.class,
                "noChangeIsLostWhenWritersTryAgain",
                "oneOfManyRacingChangesOfOneStateWins");
    }

    @Test
    void findsIgnoresTheRevisionByUpdate() {
        assertFails(
                IgnoresTheRevisionInUpdate.class,
                "refusesAChangeOfAnOlderStateAndShowsTheCurrentOne",
                "refusesARevisionThatItNeverGave");
    }

    @Test
    void findsCountsRevisionsPerUser() {
        assertFails(CountsRevisionsPerUserInUpdate.class, "refusesARevisionFromBeforeTheUserWasPurgedAndMadeAgain");
    }

    @Test
    void findsChecksIdentifiersFirst() {
        assertFails(
                ChecksIdentifiersFirstInUpdate.class,
                "reportsMissingBeforeATakenIdentifier",
                "reportsStaleBeforeATakenIdentifier");
    }

    @Test
    void findsPurgesTwice() {
        assertFails(PurgesTwiceInPurge.class, "reportsASecondPurgeAsMissing");
    }

    @Test
    void findsRepeatsTheLastOfAPage() {
        assertFails(RepeatsTheLastOfAPageInPaging.class, "fillsEveryPageButTheLast");
    }

    /** A loop over such pages never ends, unless it looks whether they lead on. */
    @Test
    void findsRepeatsTheLastOfAPageInEveryLoopOverPages() {
        ContractRun run = ContractRun.of(RepeatsTheLastOfAPageInAll.class);
        assertThat(run.failures()).contains("fillsEveryPageButTheLast", "ordersAnyIdsByTheirUtf8Bytes");
        assertThat(run.tests()).hasSizeGreaterThan(80);
    }

    @Test
    void findsRepeatsTheLastOfASearch() {
        assertFails(RepeatsTheLastOfASearchInSearch.class, "answersAnyFilterAsReadingAllUsersDoes");
    }

    @Test
    void findsLetsNoChangeWin() {
        assertFails(LetsNoChangeWinInRace.class, "noChangeIsLostWhenWritersTryAgain");
    }

    @Test
    void findsSkipsOneAfterAPage() {
        assertFails(SkipsOneAfterAPageInPaging.class, "fillsEveryPageButTheLast", "startsAfterAnIdThatNeedNotExist");
    }

    @Test
    void findsOrdersByUtf16() {
        assertFails(OrdersByUtf16InPaging.class, "ordersIdsByTheirUtf8Bytes");
    }

    @Test
    void findsPagesByOffset() {
        assertFails(PagesByOffsetInPaging.class, "losesItsPlaceByNoWriteBetweenTwoPages");
    }

    @Test
    void findsHidesTheDeletedByPaging() {
        assertFails(HidesTheDeletedInPaging.class, "showsSoftDeletedUsersToo");
    }

    @Test
    void findsHidesTheDeletedByPurge() {
        assertFails(HidesTheDeletedInPurge.class, "countsAllThatAreStoredAndNothingThatWasRefused");
    }

    @Test
    void findsIgnoresLetterCaseOfIds() {
        assertFails(IgnoresLetterCaseOfIdsInCreate.class, "keepsIdsApartThatDifferInLetterCaseOrComposition");
    }

    @Test
    void findsCutsLongIdentifiers() {
        assertFails(CutsLongIdentifiersInCreate.class, "keepsTheLongestIdentifiersAndTheirKeysApart");
    }

    @Test
    void findsLooksUpByPattern() {
        assertFails(LooksUpByPatternInLookup.class, "findsNobodyByWhatNobodyHolds");
    }

    @Test
    void findsStopsAtTheFirstRefusal() {
        assertFails(StopsAtTheFirstRefusalInBulk.class, "answersInTheGivenOrder");
    }

    @Test
    void findsStoresListsBackwards() {
        assertFails(StoresListsBackwardsInBulk.class, "letsTheEarlierOfTwoThatCollideWin");
    }

    @Test
    void findsRoundsInstants() {
        assertFails(
                RoundsInstantsInRoundTrip.class, "givesBackAnyUserAsItWasCreated", "givesBackAnyUserAsItWasChanged");
    }

    @Test
    void findsDropsUnknownMembers() {
        assertFails(DropsUnknownMembersInRoundTrip.class, "givesBackAnyUserAsItWasCreated");
    }

    @Test
    void findsTakesEmptyForAbsent() {
        assertFails(TakesEmptyForAbsentInRoundTrip.class, "givesBackAnyUserAsItWasCreated");
    }

    @Test
    void findsKeepsOneDataOwner() {
        assertFails(KeepsOneDataOwnerInRoundTrip.class, "givesBackAnyUserAsItWasCreated");
    }

    @Test
    void findsIgnoresTheRevisionByModel() {
        assertFails(IgnoresTheRevisionInModel.class, "answersAnySequenceOfCallsAsTheModelDoes");
    }

    @Test
    void findsKeepsIdentifiersOfTheDeletedByModel() {
        assertFails(KeepsIdentifiersOfTheDeletedInModel.class, "answersAnySequenceOfCallsAsTheModelDoes");
    }

    @Test
    void findsKeepsTheFirstIndex() {
        assertFails(KeepsTheFirstIndexInSearch.class, "followsEveryWrite");
    }

    @Test
    void findsMatchesWholeWordsOnly() {
        assertFails(
                MatchesWholeWordsOnlyInSearch.class,
                "findsByTheBeginningsOfWordsInEveryPlace",
                "answersAnyFilterAsReadingAllUsersDoes");
    }

    @Test
    void findsShowsAUserForEachWord() {
        assertFails(ShowsAUserForEachWordInSearch.class, "showsEachUserOnceInTheOrderOfIdsAPageAtATime");
    }

    @Test
    void findsSearchesAmongTheUndeleted() {
        assertFails(SearchesAmongTheUndeletedInSearch.class, "findsByWhatAUserIs", "followsEveryWrite");
    }

    @Test
    void findsCountsByTermsAlone() {
        assertFails(CountsByTermsAloneInSearch.class, "findsByWhatAUserIs");
    }

    private static void assertFails(Class<? extends Trial> trial, String... tests) {
        assertThat(ContractRun.of(trial).failures()).contains(tests);
    }

    /** The ports that a repository of users and a directory make up. */
    interface UsersAndKeys extends UserRepositoryContract, PublicKeyDirectoryContract, StorageLifecycleContract {}

    /** The users of one kind of repository, run through a part of the contract. */
    abstract static class Trial implements StoreContract {
        private final Supplier<UserRepository> users;

        Trial(Supplier<UserRepository> users) {
            this.users = users;
        }

        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.sandbox(users.get(), new ModelStorage.Keys());
        }
    }

    static final class OfTheModel extends Trial implements UsersAndKeys {
        OfTheModel() {
            super(ModelUserRepository::new);
        }
    }

    static final class RepeatsTheLastOfAPageInAll extends Trial implements UsersAndKeys {
        RepeatsTheLastOfAPageInAll() {
            super(BrokenUserRepositories.RepeatsTheLastOfAPage::new);
        }
    }

    static final class RepeatsTheLastOfASearchInSearch extends Trial implements UserRepositorySearchContract {
        RepeatsTheLastOfASearchInSearch() {
            super(BrokenUserRepositories.RepeatsTheLastOfASearch::new);
        }
    }

    static final class LetsNoChangeWinInRace extends Trial implements UserRepositoryRaceContract {
        LetsNoChangeWinInRace() {
            super(BrokenUserRepositories.LetsNoChangeWin::new);
        }
    }

    static final class HandsOutItsOwnListInAliasing extends Trial implements UserRepositoryAliasingContract {
        HandsOutItsOwnListInAliasing() {
            super(BrokenUserRepositories.HandsOutItsOwnList::new);
        }
    }

    static final class KeepsTheListItWasGivenInAliasing extends Trial implements UserRepositoryAliasingContract {
        KeepsTheListItWasGivenInAliasing() {
            super(BrokenUserRepositories.KeepsTheListItWasGiven::new);
        }
    }

    static final class ForgetsPhonesInUniqueness extends Trial implements UserRepositoryUniquenessContract {
        ForgetsPhonesInUniqueness() {
            super(BrokenUserRepositories.ForgetsPhones::new);
        }
    }

    static final class KeepsKindsApartInUniqueness extends Trial implements UserRepositoryUniquenessContract {
        KeepsKindsApartInUniqueness() {
            super(BrokenUserRepositories.KeepsKindsApart::new);
        }
    }

    static final class KeepsIdentifiersOfTheDeletedInUniqueness extends Trial
            implements UserRepositoryUniquenessContract {
        KeepsIdentifiersOfTheDeletedInUniqueness() {
            super(BrokenUserRepositories.KeepsIdentifiersOfTheDeleted::new);
        }
    }

    static final class UndeletesUncheckedInUniqueness extends Trial implements UserRepositoryUniquenessContract {
        UndeletesUncheckedInUniqueness() {
            super(BrokenUserRepositories.UndeletesUnchecked::new);
        }
    }

    static final class ChecksThenWritesInRace extends Trial implements UserRepositoryRaceContract {
        ChecksThenWritesInRace() {
            super(BrokenUserRepositories.ChecksThenWrites::new);
        }
    }

    static final class ComparesThenUpdatesInRace extends Trial implements UserRepositoryRaceContract {
        ComparesThenUpdatesInRace() {
            super(BrokenUserRepositories.ComparesThenUpdates::new);
        }
    }

    static final class IgnoresTheRevisionInUpdate extends Trial implements UserRepositoryUpdateContract {
        IgnoresTheRevisionInUpdate() {
            super(BrokenUserRepositories.IgnoresTheRevision::new);
        }
    }

    static final class CountsRevisionsPerUserInUpdate extends Trial implements UserRepositoryUpdateContract {
        CountsRevisionsPerUserInUpdate() {
            super(BrokenUserRepositories.CountsRevisionsPerUser::new);
        }
    }

    static final class ChecksIdentifiersFirstInUpdate extends Trial implements UserRepositoryUpdateContract {
        ChecksIdentifiersFirstInUpdate() {
            super(BrokenUserRepositories.ChecksIdentifiersFirst::new);
        }
    }

    static final class PurgesTwiceInPurge extends Trial implements UserRepositoryPurgeContract {
        PurgesTwiceInPurge() {
            super(BrokenUserRepositories.PurgesTwice::new);
        }
    }

    static final class RepeatsTheLastOfAPageInPaging extends Trial implements UserRepositoryPagingContract {
        RepeatsTheLastOfAPageInPaging() {
            super(BrokenUserRepositories.RepeatsTheLastOfAPage::new);
        }
    }

    static final class SkipsOneAfterAPageInPaging extends Trial implements UserRepositoryPagingContract {
        SkipsOneAfterAPageInPaging() {
            super(BrokenUserRepositories.SkipsOneAfterAPage::new);
        }
    }

    static final class OrdersByUtf16InPaging extends Trial implements UserRepositoryPagingContract {
        OrdersByUtf16InPaging() {
            super(BrokenUserRepositories.OrdersByUtf16::new);
        }
    }

    static final class PagesByOffsetInPaging extends Trial implements UserRepositoryPagingContract {
        PagesByOffsetInPaging() {
            super(BrokenUserRepositories.PagesByOffset::new);
        }
    }

    static final class HidesTheDeletedInPaging extends Trial implements UserRepositoryPagingContract {
        HidesTheDeletedInPaging() {
            super(BrokenUserRepositories.HidesTheDeleted::new);
        }
    }

    static final class HidesTheDeletedInPurge extends Trial implements UserRepositoryPurgeContract {
        HidesTheDeletedInPurge() {
            super(BrokenUserRepositories.HidesTheDeleted::new);
        }
    }

    static final class IgnoresLetterCaseOfIdsInCreate extends Trial implements UserRepositoryCreateContract {
        IgnoresLetterCaseOfIdsInCreate() {
            super(BrokenUserRepositories.IgnoresLetterCaseOfIds::new);
        }
    }

    static final class CutsLongIdentifiersInCreate extends Trial implements UserRepositoryCreateContract {
        CutsLongIdentifiersInCreate() {
            super(BrokenUserRepositories.CutsLongIdentifiers::new);
        }
    }

    static final class LooksUpByPatternInLookup extends Trial implements UserRepositoryLookupContract {
        LooksUpByPatternInLookup() {
            super(BrokenUserRepositories.LooksUpByPattern::new);
        }
    }

    static final class StopsAtTheFirstRefusalInBulk extends Trial implements UserRepositoryBulkContract {
        StopsAtTheFirstRefusalInBulk() {
            super(BrokenUserRepositories.StopsAtTheFirstRefusal::new);
        }
    }

    static final class StoresListsBackwardsInBulk extends Trial implements UserRepositoryBulkContract {
        StoresListsBackwardsInBulk() {
            super(BrokenUserRepositories.StoresListsBackwards::new);
        }
    }

    static final class RoundsInstantsInRoundTrip extends Trial implements UserRepositoryRoundTripContract {
        RoundsInstantsInRoundTrip() {
            super(BrokenUserRepositories.RoundsInstants::new);
        }
    }

    static final class DropsUnknownMembersInRoundTrip extends Trial implements UserRepositoryRoundTripContract {
        DropsUnknownMembersInRoundTrip() {
            super(BrokenUserRepositories.DropsUnknownMembers::new);
        }
    }

    static final class TakesEmptyForAbsentInRoundTrip extends Trial implements UserRepositoryRoundTripContract {
        TakesEmptyForAbsentInRoundTrip() {
            super(BrokenUserRepositories.TakesEmptyForAbsent::new);
        }
    }

    static final class KeepsOneDataOwnerInRoundTrip extends Trial implements UserRepositoryRoundTripContract {
        KeepsOneDataOwnerInRoundTrip() {
            super(BrokenUserRepositories.KeepsOneDataOwner::new);
        }
    }

    static final class IgnoresTheRevisionInModel extends Trial implements UserRepositoryModelContract {
        IgnoresTheRevisionInModel() {
            super(BrokenUserRepositories.IgnoresTheRevision::new);
        }
    }

    static final class KeepsIdentifiersOfTheDeletedInModel extends Trial implements UserRepositoryModelContract {
        KeepsIdentifiersOfTheDeletedInModel() {
            super(BrokenUserRepositories.KeepsIdentifiersOfTheDeleted::new);
        }
    }

    static final class KeepsTheFirstIndexInSearch extends Trial implements UserRepositorySearchContract {
        KeepsTheFirstIndexInSearch() {
            super(BrokenUserRepositories.KeepsTheFirstIndex::new);
        }
    }

    static final class MatchesWholeWordsOnlyInSearch extends Trial implements UserRepositorySearchContract {
        MatchesWholeWordsOnlyInSearch() {
            super(BrokenUserRepositories.MatchesWholeWordsOnly::new);
        }
    }

    static final class ShowsAUserForEachWordInSearch extends Trial implements UserRepositorySearchContract {
        ShowsAUserForEachWordInSearch() {
            super(BrokenUserRepositories.ShowsAUserForEachWord::new);
        }
    }

    static final class SearchesAmongTheUndeletedInSearch extends Trial implements UserRepositorySearchContract {
        SearchesAmongTheUndeletedInSearch() {
            super(BrokenUserRepositories.SearchesAmongTheUndeleted::new);
        }
    }

    static final class CountsByTermsAloneInSearch extends Trial implements UserRepositorySearchContract {
        CountsByTermsAloneInSearch() {
            super(BrokenUserRepositories.CountsByTermsAlone::new);
        }
    }
}
