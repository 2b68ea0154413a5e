package io.keyholder.testkit.contract.fault;

import static io.keyholder.testkit.internal.TestUsers.called;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.StorageLifecycleContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.user.UserRepositoryAliasingContract;
import io.keyholder.testkit.contract.user.UserRepositoryBulkContract;
import io.keyholder.testkit.contract.user.UserRepositoryCreateContract;
import io.keyholder.testkit.contract.user.UserRepositoryInstancesContract;
import io.keyholder.testkit.contract.user.UserRepositoryLookupContract;
import io.keyholder.testkit.contract.user.UserRepositoryPagingContract;
import io.keyholder.testkit.contract.user.UserRepositoryPersistenceContract;
import io.keyholder.testkit.contract.user.UserRepositoryPurgeContract;
import io.keyholder.testkit.contract.user.UserRepositoryRoundTripContract;
import io.keyholder.testkit.contract.user.UserRepositorySearchContract;
import io.keyholder.testkit.contract.user.UserRepositoryUniquenessContract;
import io.keyholder.testkit.contract.user.UserRepositoryUpdateContract;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Repositories of users that break one clause each. */
final class UserFaults {
    private static final int ALL = PageRequest.MAX_LIMIT;

    private UserFaults() {}

    static List<StoreFault> all() {
        List<StoreFault> faults = new ArrayList<>();
        faults.addAll(ofCreation());
        faults.addAll(ofReading());
        faults.addAll(ofChanges());
        faults.addAll(ofUniqueness());
        faults.addAll(ofInstances());
        return faults;
    }

    private static List<StoreFault> ofCreation() {
        Class<?> create = UserRepositoryCreateContract.class;
        return List.of(
                StoreFault.ofUsers(
                        "RefusesAnIdentifierInTwoPlaces",
                        create,
                        RefusesAnIdentifierInTwoPlaces::new,
                        "acceptsOneIdentifierInSeveralPlacesOfOneUser"),
                StoreFault.ofUsers(
                        "KeepsTheRevisionOfANewUser",
                        create,
                        KeepsTheRevisionOfANewUser::new,
                        "ignoresTheRevisionThatANewUserCarries"),
                StoreFault.ofUsers(
                        "NamesAFreeIdentifier", create, NamesAFreeIdentifier::new, "namesAnIdentifierThatIsTaken"),
                StoreFault.ofUsers(
                        "ReplacesTheUserOfATakenId", create, ReplacesTheUserOfATakenId::new, "refusesATakenId"),
                StoreFault.ofUsers(
                        "ReplacesASoftDeletedUser",
                        create,
                        ReplacesASoftDeletedUser::new,
                        "refusesTheIdOfASoftDeletedUser"),
                StoreFault.ofUsers(
                        "LooksAtIdentifiersBeforeTheId",
                        create,
                        LooksAtIdentifiersBeforeTheId::new,
                        "refusesATakenIdBeforeATakenIdentifier"),
                StoreFault.ofUsers(
                        "ReadsUnderAnotherRevision",
                        create,
                        ReadsUnderAnotherRevision::new,
                        "storesANewUserWithARevision",
                        "refusesATakenId",
                        "refusesTheIdOfASoftDeletedUser",
                        "storesASoftDeletedUserWhoseIdentifiersAreTaken"),
                StoreFault.ofUsers(
                        "RefusesASoftDeletedNamesake",
                        create,
                        RefusesASoftDeletedNamesake::new,
                        "storesASoftDeletedUserWhoseIdentifiersAreTaken"),
                StoreFault.ofUsers(
                        "TakesAPercentSignForAPattern",
                        create,
                        TakesAPercentSignForAPattern::new,
                        "takesHostileIdentifiersForWhatTheyAre"),
                StoreFault.ofUsers(
                        "LosesIdsWithQuotes", create, LosesIdsWithQuotes::new, "takesHostileIdsForWhatTheyAre"),
                StoreFault.ofUsers(
                        "KeepsWhatARefusedUserReserved",
                        create,
                        KeepsWhatARefusedUserReserved::new,
                        "takesNothingWhenItRefuses"),
                StoreFault.ofUsers(
                        "RefusesAnEmptyList",
                        UserRepositoryBulkContract.class,
                        RefusesAnEmptyList::new,
                        "answersAnEmptyListWithAnEmptyList"),
                StoreFault.ofUsers(
                        "StoresTheFirstOfManyOnly",
                        UserRepositoryBulkContract.class,
                        StoresTheFirstOfManyOnly::new,
                        "storesHundredsAtOnce"));
    }

    private static List<StoreFault> ofReading() {
        Class<?> lookup = UserRepositoryLookupContract.class;
        Class<?> paging = UserRepositoryPagingContract.class;
        return List.of(
                StoreFault.ofUsers(
                        "FindsNobodyByPhone",
                        lookup,
                        FindsNobodyByPhone::new,
                        "findsAUserByEachOfItsIdentifiersHoweverWritten"),
                StoreFault.ofUsers(
                        "HidesTheSoftDeleted", lookup, HidesTheSoftDeleted::new, "findsASoftDeletedUserByIdOnly"),
                StoreFault.ofUsers(
                        "FindsIdsInAnyLetterCase", lookup, FindsIdsInAnyLetterCase::new, "findsNobodyByAnUnknownId"),
                StoreFault.ofUsers(
                        "PagesShowUsersAsTheyWereCreated",
                        paging,
                        PagesShowUsersAsTheyWereCreated::new,
                        "showsAWriteThatWasAnsweredBefore"),
                StoreFault.ofUsers(
                        "HasNoPageOfAnEmptyStore",
                        paging,
                        HasNoPageOfAnEmptyStore::new,
                        "showsAnEmptyPageOfAnEmptyStore"),
                StoreFault.ofUsers(
                        "PagesLoseTheNeighbourOfTheVanished",
                        paging,
                        PagesLoseTheNeighbourOfTheVanished::new,
                        "showsEveryLastingUserOnceWhileOthersComeAndGo"),
                StoreFault.ofUsers(
                        "PagesAreLive",
                        UserRepositoryAliasingContract.class,
                        PagesAreLive::new,
                        "aPageDoesNotChangeAfterItWasGiven"),
                StoreFault.ofUsers(
                        "PagesShowNoNames",
                        UserRepositoryRoundTripContract.class,
                        PagesShowNoNames::new,
                        "givesBackAnyUserFromAPageAndByIdentifier"),
                StoreFault.ofUsers(
                        "SearchesNoBracketedPhones",
                        UserRepositorySearchContract.class,
                        SearchesNoBracketedPhones::new,
                        "findsAPhoneByItsDigitsHoweverItIsWritten"));
    }

    private static List<StoreFault> ofChanges() {
        Class<?> purge = UserRepositoryPurgeContract.class;
        Class<?> update = UserRepositoryUpdateContract.class;
        return List.of(
                StoreFault.ofUsers(
                        "BlocksPurgedIds", purge, BlocksPurgedIds::new, "freesIdAndIdentifiersOfAPurgedUser"),
                StoreFault.ofUsers(
                        "PurgesIdentifiersOfTheSuccessor",
                        purge,
                        PurgesIdentifiersOfTheSuccessor::new,
                        "purgingASoftDeletedUserLeavesItsFormerIdentifiersWithTheirHolder"),
                StoreFault.ofUsers("PurgesAnyState", purge, PurgesAnyState::new, "refusesToPurgeAnOlderState"),
                StoreFault.ofUsers("CountsThePurged", purge, CountsThePurged::new, "removesAUserForGood"),
                StoreFault.ofUsers(
                        "SkipsAnUpdateThatChangesNothing",
                        update,
                        SkipsAnUpdateThatChangesNothing::new,
                        "givesEveryStateARevisionNeverSeenBefore"),
                StoreFault.ofUsers(
                        "UpdatesWithoutRevision", update, UpdatesWithoutRevision::new, "refusesAUserWithoutRevision"),
                StoreFault.ofUsers(
                        "AnswersWithTheStateBefore",
                        update,
                        AnswersWithTheStateBefore::new,
                        "replacesAUserAndGivesItANewRevision",
                        "givesEveryStateARevisionNeverSeenBefore",
                        "refusesAChangeOfAnOlderStateAndShowsTheCurrentOne",
                        "reportsStaleBeforeATakenIdentifier"),
                StoreFault.ofUsers("CreatesTheMissing", update, CreatesTheMissing::new, "reportsAUserThatIsNotThere"));
    }

    private static List<StoreFault> ofUniqueness() {
        Class<?> uniqueness = UserRepositoryUniquenessContract.class;
        return List.of(
                StoreFault.ofUsers(
                        "KeepsGivenUpIdentifiersFromNewUsers",
                        uniqueness,
                        KeepsGivenUpIdentifiersFromNewUsers::new,
                        "freesWhatAUserGivesUp"),
                StoreFault.ofUsers(
                        "RefusesAUserItsOwnIdentifierElsewhere",
                        uniqueness,
                        RefusesAUserItsOwnIdentifierElsewhere::new,
                        "letsAUserKeepAndMoveItsOwnIdentifiers"),
                StoreFault.ofUsers(
                        "ReportsASwapAsDone",
                        uniqueness,
                        ReportsASwapAsDone::new,
                        "refusesToSwapIdentifiersAndLeavesBothAsTheyAre"),
                StoreFault.ofUsers(
                        "KeepsGivenUpIdentifiersFromOthers",
                        uniqueness,
                        KeepsGivenUpIdentifiersFromOthers::new,
                        "swapsIdentifiersByWayOfAThird"),
                StoreFault.ofUsers(
                        "KeepsWhatARefusedChangeReserved",
                        uniqueness,
                        KeepsWhatARefusedChangeReserved::new,
                        "takesAndFreesNothingWhenItRefusesAChange"),
                StoreFault.ofUsers(
                        "AcceptsInvisibleLetters",
                        uniqueness,
                        AcceptsInvisibleLetters::new,
                        "takesLookAlikesForOneIdentifier"),
                StoreFault.ofUsers(
                        "ForgetsIdentifiersOfTheUndeleted",
                        uniqueness,
                        ForgetsIdentifiersOfTheUndeleted::new,
                        "undeletionTakesIdentifiersBack"));
    }

    private static List<StoreFault> ofInstances() {
        return List.of(
                StoreFault.of(
                        "ClosesAllInstances",
                        UserRepositoryInstancesContract.class,
                        UserFaults::closingTogether,
                        "closingOneInstanceLeavesTheOtherOpen"),
                StoreFault.of(
                        "FailsToCloseTwice",
                        StorageLifecycleContract.class,
                        UserFaults::failingToCloseTwice,
                        "closesAsOftenAsOneLikes",
                        "refusesEveryUseOfItsUsersAfterClosing",
                        "refusesEveryUseOfItsPublicKeysAfterClosing"),
                StoreFault.of(
                        "AcceptsRevisionsOfAnEarlierLife",
                        UserRepositoryPersistenceContract.class,
                        UserFaults::acceptingRevisionsOfAnEarlierLife,
                        "neverGivesARevisionAgainAfterReopening"));
    }

    /** Instances that are all closed when one is. */
    static StorageSandbox closingTogether() {
        ModelStorage shared = new ModelStorage(new ModelUserRepository(), new ModelStorage.Keys());
        return ModelStorage.opening(() -> shared);
    }

    private static StorageSandbox failingToCloseTwice() {
        UserRepository users = new ModelUserRepository();
        PublicKeyDirectory keys = new ModelStorage.Keys();
        return ModelStorage.opening(() -> new Delegating(new ModelStorage(users, keys)) {
            private boolean isClosed;

            @Override
            public void close() {
                if (isClosed) {
                    throw new IllegalStateException("closed already");
                }
                isClosed = true;
                super.close();
            }
        });
    }

    private static StorageSandbox acceptingRevisionsOfAnEarlierLife() {
        AcceptsPurgedRevisions users = new AcceptsPurgedRevisions();
        PublicKeyDirectory keys = new ModelStorage.Keys();
        return ModelStorage.opening(() -> {
            users.openings++;
            return new ModelStorage(users, keys);
        });
    }

    private static boolean isTaken(UserRepository users, User user) {
        return user.identifiers().keys().stream()
                .anyMatch(key -> users.findByIdentifier(key) instanceof IdentifierLookup.Found found
                        && !found.user().id().equals(user.id()));
    }

    private static IdentifierKey firstKey(User user) {
        return user.identifiers().keys().iterator().next();
    }

    private static Set<IdentifierKey> keysOf(Optional<User> user) {
        return user.map(found -> found.identifiers().keys()).orElse(Set.of());
    }

    /** All of another store, to be overridden in part. */
    abstract static class Delegating implements Storage {
        private final Storage storage;

        Delegating(Storage storage) {
            this.storage = storage;
        }

        @Override
        public UserRepository users() {
            return storage.users();
        }

        @Override
        public LoginStateRepository loginStates() {
            return storage.loginStates();
        }

        @Override
        public InvitationRepository invitations() {
            return storage.invitations();
        }

        @Override
        public UserEventLog userEvents() {
            return storage.userEvents();
        }

        @Override
        public PublicKeyDirectory publicKeys() {
            return storage.publicKeys();
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private static final class RefusesAnIdentifierInTwoPlaces extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            LoginIdentifiers identifiers = user.identifiers();
            long places = Stream.of(identifiers.login(), identifiers.email(), identifiers.mobilePhone())
                    .filter(Optional::isPresent)
                    .count();
            return places > identifiers.keys().size()
                    ? new CreateOutcome.IdentifierTaken(firstKey(user))
                    : super.create(user);
        }
    }

    private static final class KeepsTheRevisionOfANewUser extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            CreateOutcome outcome = super.create(user);
            return outcome instanceof CreateOutcome.Created && user.revision().isPresent()
                    ? new CreateOutcome.Created(user)
                    : outcome;
        }
    }

    /** Names the first of three identifiers, whichever is taken. */
    private static final class NamesAFreeIdentifier extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            CreateOutcome outcome = super.create(user);
            return outcome instanceof CreateOutcome.IdentifierTaken
                            && user.identifiers().keys().size() == 3
                    ? new CreateOutcome.IdentifierTaken(firstKey(user))
                    : outcome;
        }
    }

    private static final class ReplacesTheUserOfATakenId extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            Optional<User> current = findById(user.id());
            boolean isOther = current.filter(known -> !known.isDeleted())
                    .filter(known -> !known.identifiers().equals(user.identifiers()))
                    .isPresent();
            if (isOther
                    && update(user.withRevision(current.get().revision().orElseThrow()))
                            instanceof UpdateOutcome.Updated updated) {
                return new CreateOutcome.Created(updated.user());
            }
            return super.create(user);
        }
    }

    private static final class ReplacesASoftDeletedUser extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            findById(user.id())
                    .filter(User::isDeleted)
                    .ifPresent(buried -> purge(buried.id(), buried.revision().orElseThrow()));
            return super.create(user);
        }
    }

    private static final class LooksAtIdentifiersBeforeTheId extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            boolean isKnown = findById(user.id()).isPresent();
            return isKnown && !user.isDeleted() && isTaken(this, user)
                    ? new CreateOutcome.IdentifierTaken(firstKey(user))
                    : super.create(user);
        }
    }

    private static final class ReadsUnderAnotherRevision implements UserRepository {
        private final UserRepository users = new ModelUserRepository();

        @Override
        public Optional<User> findById(UserId id) {
            return users.findById(id).map(user -> user.withRevision(new Revision("another")));
        }

        @Override
        public CreateOutcome create(User user) {
            return users.create(user);
        }

        @Override
        public List<CreateOutcome> createAll(List<User> newUsers) {
            return users.createAll(newUsers);
        }

        @Override
        public UpdateOutcome update(User user) {
            return users.update(user);
        }

        @Override
        public IdentifierLookup findByIdentifier(IdentifierKey key) {
            return users.findByIdentifier(key);
        }

        @Override
        public PurgeOutcome purge(UserId id, Revision expected) {
            return users.purge(id, expected.value().equals("another") ? revisionOf(id) : expected);
        }

        @Override
        public List<User> page(PageRequest request) {
            return users.page(request);
        }

        @Override
        public long count() {
            return users.count();
        }

        private Revision revisionOf(UserId id) {
            return users.findById(id).flatMap(User::revision).orElseThrow();
        }
    }

    private static final class RefusesASoftDeletedNamesake extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            return user.isDeleted() && isTaken(this, user)
                    ? new CreateOutcome.IdentifierTaken(firstKey(user))
                    : super.create(user);
        }
    }

    private static final class TakesAPercentSignForAPattern extends ModelUserRepository {
        @Override
        public synchronized IdentifierLookup findByIdentifier(IdentifierKey key) {
            return page(PageRequest.first(ALL)).stream()
                    .filter(user -> firstKey(user).value().equals("%"))
                    .findFirst()
                    .<IdentifierLookup>map(IdentifierLookup.Found::new)
                    .orElseGet(() -> super.findByIdentifier(key));
        }
    }

    private static final class LosesIdsWithQuotes extends ModelUserRepository {
        @Override
        public synchronized Optional<User> findById(UserId id) {
            return id.value().contains("'") ? Optional.empty() : super.findById(id);
        }
    }

    private static final class KeepsWhatARefusedUserReserved extends ModelUserRepository {
        private final Set<IdentifierKey> reserved = new HashSet<>();

        @Override
        public synchronized CreateOutcome create(User user) {
            if (user.identifiers().keys().stream().anyMatch(reserved::contains)) {
                return new CreateOutcome.IdentifierTaken(firstKey(user));
            }
            CreateOutcome outcome = super.create(user);
            if (outcome instanceof CreateOutcome.IdentifierTaken) {
                reserved.add(firstKey(user));
            }
            return outcome;
        }
    }

    private static final class RefusesAnEmptyList extends ModelUserRepository {
        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            if (newUsers.isEmpty()) {
                throw new IllegalArgumentException("no users");
            }
            return super.createAll(newUsers);
        }
    }

    private static final class StoresTheFirstOfManyOnly extends ModelUserRepository {
        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            int most = Math.min(256, newUsers.size());
            List<CreateOutcome> outcomes = new ArrayList<>(super.createAll(newUsers.subList(0, most)));
            newUsers.subList(most, newUsers.size())
                    .forEach(user ->
                            outcomes.add(new CreateOutcome.Created(user.withRevision(new Revision("not stored")))));
            return outcomes;
        }
    }

    private static final class FindsNobodyByPhone extends ModelUserRepository {
        @Override
        public synchronized IdentifierLookup findByIdentifier(IdentifierKey key) {
            return key.value().startsWith("+") ? new IdentifierLookup.Nobody() : super.findByIdentifier(key);
        }
    }

    private static final class HidesTheSoftDeleted extends ModelUserRepository {
        @Override
        public synchronized Optional<User> findById(UserId id) {
            return super.findById(id).filter(user -> !user.isDeleted());
        }
    }

    private static final class FindsIdsInAnyLetterCase extends ModelUserRepository {
        @Override
        public synchronized Optional<User> findById(UserId id) {
            return super.findById(id)
                    .or(() -> super.findById(new UserId(id.value().toLowerCase(Locale.ROOT))));
        }
    }

    private static final class PagesShowUsersAsTheyWereCreated extends ModelUserRepository {
        private final Map<UserId, User> created = new HashMap<>();

        @Override
        public synchronized CreateOutcome create(User user) {
            CreateOutcome outcome = super.create(user);
            if (outcome instanceof CreateOutcome.Created stored) {
                created.put(user.id(), stored.user());
            }
            return outcome;
        }

        @Override
        public synchronized List<User> page(PageRequest request) {
            return super.page(request).stream()
                    .map(user -> created.get(user.id()))
                    .toList();
        }
    }

    private static final class HasNoPageOfAnEmptyStore extends ModelUserRepository {
        @Override
        public synchronized List<User> page(PageRequest request) {
            if (count() == 0) {
                throw new IllegalStateException("nothing to page through");
            }
            return super.page(request);
        }
    }

    /** Reads which users there are, then each of them. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class PagesLoseTheNeighbourOfTheVanished extends ModelUserRepository {
        @Override
        public List<User> page(PageRequest request) {
            List<UserId> ids = super.page(request).stream().map(User::id).toList();
            UserRaceFaults.aMoment();
            List<User> page = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                Optional<User> user = findById(ids.get(i));
                user.ifPresent(page::add);
                if (user.isEmpty()) {
                    i++;
                }
            }
            return page;
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is its fault
    private static final class PagesAreLive extends ModelUserRepository {
        @Override
        public List<User> page(PageRequest request) {
            return new AbstractList<>() {
                @Override
                public User get(int index) {
                    return PagesAreLive.super.page(request).get(index);
                }

                @Override
                public int size() {
                    return PagesAreLive.super.page(request).size();
                }
            };
        }
    }

    private static final class PagesShowNoNames extends ModelUserRepository {
        @Override
        public synchronized List<User> page(PageRequest request) {
            return super.page(request).stream().map(user -> called(user, "")).toList();
        }
    }

    private static final class SearchesNoBracketedPhones extends ModelUserRepository {
        @Override
        public List<User> search(UserFilter filter, PageRequest request) {
            return super.search(filter, request).stream()
                    .filter(user -> user.identifiers()
                            .mobilePhone()
                            .filter(phone -> phone.startsWith("(0)475"))
                            .isEmpty())
                    .toList();
        }
    }

    private static final class BlocksPurgedIds extends ModelUserRepository {
        private final Set<UserId> purged = new HashSet<>();

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            PurgeOutcome outcome = super.purge(id, expected);
            if (outcome instanceof PurgeOutcome.Purged) {
                purged.add(id);
            }
            return outcome;
        }

        @Override
        public synchronized CreateOutcome create(User user) {
            return purged.contains(user.id()) ? new CreateOutcome.IdTaken() : super.create(user);
        }
    }

    private static final class PurgesIdentifiersOfTheSuccessor extends ModelUserRepository {
        private final Set<IdentifierKey> lost = new HashSet<>();

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            findById(id)
                    .filter(User::isDeleted)
                    .ifPresent(user -> lost.addAll(user.identifiers().keys()));
            return super.purge(id, expected);
        }

        @Override
        public synchronized IdentifierLookup findByIdentifier(IdentifierKey key) {
            return lost.contains(key) ? new IdentifierLookup.Nobody() : super.findByIdentifier(key);
        }
    }

    private static final class PurgesAnyState extends ModelUserRepository {
        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            return super.purge(id, findById(id).flatMap(User::revision).orElse(expected));
        }
    }

    private static final class CountsThePurged extends ModelUserRepository {
        private long purged;

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            PurgeOutcome outcome = super.purge(id, expected);
            purged += outcome instanceof PurgeOutcome.Purged ? 1 : 0;
            return outcome;
        }

        @Override
        public synchronized long count() {
            return super.count() + purged;
        }
    }

    private static final class SkipsAnUpdateThatChangesNothing extends ModelUserRepository {
        @Override
        public synchronized UpdateOutcome update(User user) {
            return findById(user.id()).filter(user::equals).isPresent()
                    ? new UpdateOutcome.Updated(user)
                    : super.update(user);
        }
    }

    private static final class UpdatesWithoutRevision extends ModelUserRepository {
        @Override
        public synchronized UpdateOutcome update(User user) {
            Optional<Revision> current = findById(user.id()).flatMap(User::revision);
            return super.update(
                    user.revision().isEmpty() && current.isPresent() ? user.withRevision(current.get()) : user);
        }
    }

    private static final class AnswersWithTheStateBefore extends ModelUserRepository {
        @Override
        public synchronized UpdateOutcome update(User user) {
            Optional<User> before = findById(user.id());
            UpdateOutcome outcome = super.update(user);
            return outcome instanceof UpdateOutcome.Updated ? new UpdateOutcome.Updated(before.orElseThrow()) : outcome;
        }
    }

    /** Unless it was purged, or its identifiers are taken. */
    private static final class CreatesTheMissing extends ModelUserRepository {
        private final Set<UserId> purged = new HashSet<>();

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            purged.add(id);
            return super.purge(id, expected);
        }

        @Override
        public synchronized UpdateOutcome update(User user) {
            UpdateOutcome outcome = super.update(user);
            return outcome instanceof UpdateOutcome.Missing
                            && !purged.contains(user.id())
                            && create(user) instanceof CreateOutcome.Created created
                    ? new UpdateOutcome.Updated(created.user())
                    : outcome;
        }
    }

    /** Remembers which identifiers were given up, and by which user. */
    private abstract static class RemembersGivenUpIdentifiers extends ModelUserRepository {
        final Map<IdentifierKey, UserId> givenUp = new HashMap<>();

        @Override
        public synchronized UpdateOutcome update(User user) {
            Set<IdentifierKey> before = new HashSet<>(keysOf(findById(user.id()).filter(known -> !known.isDeleted())));
            UpdateOutcome outcome = super.update(user);
            if (outcome instanceof UpdateOutcome.Updated && !user.isDeleted()) {
                before.removeAll(user.identifiers().keys());
                before.forEach(key -> givenUp.put(key, user.id()));
            }
            return outcome;
        }
    }

    private static final class KeepsGivenUpIdentifiersFromNewUsers extends RemembersGivenUpIdentifiers {
        @Override
        public synchronized CreateOutcome create(User user) {
            return user.identifiers().keys().stream().anyMatch(givenUp::containsKey)
                    ? new CreateOutcome.IdentifierTaken(firstKey(user))
                    : super.create(user);
        }
    }

    private static final class KeepsGivenUpIdentifiersFromOthers extends RemembersGivenUpIdentifiers {
        @Override
        public synchronized UpdateOutcome update(User user) {
            boolean isOfAnother = user.identifiers().keys().stream()
                    .anyMatch(key -> givenUp.containsKey(key)
                            && !givenUp.getOrDefault(key, user.id()).equals(user.id()));
            boolean wasLiving =
                    findById(user.id()).filter(known -> !known.isDeleted()).isPresent();
            return isOfAnother && wasLiving ? new UpdateOutcome.IdentifierTaken(firstKey(user)) : super.update(user);
        }
    }

    private static final class RefusesAUserItsOwnIdentifierElsewhere extends ModelUserRepository {
        @Override
        public synchronized UpdateOutcome update(User user) {
            Optional<String> email =
                    findById(user.id()).flatMap(known -> known.identifiers().email());
            return email.isPresent() && user.identifiers().login().equals(email)
                    ? new UpdateOutcome.IdentifierTaken(firstKey(user))
                    : super.update(user);
        }
    }

    private static final class ReportsASwapAsDone extends ModelUserRepository {
        private final Map<UserId, UserId> wantedFrom = new HashMap<>();

        @Override
        public synchronized UpdateOutcome update(User user) {
            UpdateOutcome outcome = super.update(user);
            if (outcome instanceof UpdateOutcome.IdentifierTaken taken
                    && findByIdentifier(taken.key()) instanceof IdentifierLookup.Found holder) {
                wantedFrom.put(user.id(), holder.user().id());
                if (user.id().equals(wantedFrom.get(holder.user().id()))) {
                    return new UpdateOutcome.Updated(user);
                }
            }
            return outcome;
        }
    }

    private static final class KeepsWhatARefusedChangeReserved extends ModelUserRepository {
        private final Set<IdentifierKey> reserved = new HashSet<>();

        @Override
        public synchronized UpdateOutcome update(User user) {
            UpdateOutcome outcome = super.update(user);
            if (outcome instanceof UpdateOutcome.IdentifierTaken) {
                user.identifiers().keys().stream()
                        .filter(key -> super.findByIdentifier(key) instanceof IdentifierLookup.Nobody)
                        .forEach(reserved::add);
            }
            return outcome;
        }

        @Override
        public synchronized CreateOutcome create(User user) {
            return user.identifiers().keys().stream().anyMatch(reserved::contains)
                    ? new CreateOutcome.IdentifierTaken(firstKey(user))
                    : super.create(user);
        }
    }

    private static final class AcceptsInvisibleLetters extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            boolean isInvisible = user.identifiers()
                    .login()
                    .filter(login -> login.contains("\u200b"))
                    .isPresent();
            return isInvisible
                    ? new CreateOutcome.Created(user.withRevision(new Revision("beside")))
                    : super.create(user);
        }
    }

    private static final class ForgetsIdentifiersOfTheUndeleted extends ModelUserRepository {
        private final Set<UserId> undeleted = new HashSet<>();

        @Override
        public synchronized UpdateOutcome update(User user) {
            boolean wasDeleted = findById(user.id()).filter(User::isDeleted).isPresent();
            UpdateOutcome outcome = super.update(user);
            if (outcome instanceof UpdateOutcome.Updated && wasDeleted && !user.isDeleted()) {
                undeleted.add(user.id());
            }
            return outcome;
        }

        @Override
        public synchronized IdentifierLookup findByIdentifier(IdentifierKey key) {
            IdentifierLookup lookup = super.findByIdentifier(key);
            return lookup instanceof IdentifierLookup.Found found
                            && undeleted.contains(found.user().id())
                    ? new IdentifierLookup.Nobody()
                    : lookup;
        }
    }

    /** Once it was opened again. */
    private static final class AcceptsPurgedRevisions extends ModelUserRepository {
        private final Set<Revision> purged = new HashSet<>();
        private int openings;

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            purged.add(expected);
            return super.purge(id, expected);
        }

        @Override
        public synchronized UpdateOutcome update(User user) {
            Optional<Revision> current = findById(user.id()).flatMap(User::revision);
            boolean isOfAnEarlierLife =
                    openings > 1 && user.revision().filter(purged::contains).isPresent();
            return super.update(isOfAnEarlierLife && current.isPresent() ? user.withRevision(current.get()) : user);
        }
    }
}
