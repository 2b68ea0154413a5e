package io.keyholder.testkit.internal;

import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Repositories with one bug each, of the kind that real adapters had. Each bug must make a contract test fail. */
public final class BrokenUserRepositories {
    private BrokenUserRepositories() {}

    /** Hands out the list that it works on. */
    public static final class HandsOutItsOwnList extends ModelUserRepository {
        private final List<User> own = new ArrayList<>();

        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            List<CreateOutcome> outcomes = super.createAll(newUsers);
            outcomes.stream()
                    .filter(CreateOutcome.Created.class::isInstance)
                    .map(TestUsers::created)
                    .forEach(own::add);
            return outcomes;
        }

        @Override
        public synchronized List<User> page(PageRequest request) {
            return own;
        }
    }

    /** Keeps the list that it was given, and believes it. */
    public static final class KeepsTheListItWasGiven extends ModelUserRepository {
        private List<User> given = List.of();

        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            given = newUsers;
            return super.createAll(newUsers);
        }

        @Override
        public synchronized long count() {
            return given.size();
        }
    }

    /** Keeps logins and emails unique and forgets phones. */
    public static final class ForgetsPhones extends ModelUserRepository {
        @Override
        Set<IdentifierKey> heldKeys(User user) {
            LoginIdentifiers identifiers = user.identifiers();
            boolean hasOther =
                    identifiers.login().isPresent() || identifiers.email().isPresent();
            return user.isDeleted() || !hasOther
                    ? Set.of()
                    : new LoginIdentifiers(identifiers.login(), identifiers.email(), Optional.empty()).keys();
        }
    }

    /** Has one namespace for each kind of identifier. */
    public static final class KeepsKindsApart extends ModelUserRepository {
        @Override
        Set<IdentifierKey> heldKeys(User user) {
            Set<IdentifierKey> keys = new LinkedHashSet<>();
            user.identifiers()
                    .login()
                    .map(text -> IdentifierKey.of("login " + text))
                    .ifPresent(keys::add);
            user.identifiers()
                    .email()
                    .map(text -> IdentifierKey.of("email " + text))
                    .ifPresent(keys::add);
            user.identifiers()
                    .mobilePhone()
                    .map(text -> IdentifierKey.of("phone " + text))
                    .ifPresent(keys::add);
            return user.isDeleted() ? Set.of() : keys;
        }
    }

    /** Lets the dead keep their identifiers. */
    public static final class KeepsIdentifiersOfTheDeleted extends ModelUserRepository {
        @Override
        Set<IdentifierKey> heldKeys(User user) {
            return user.identifiers().keys();
        }
    }

    /** Undeletes without asking whether the identifiers are still free. */
    public static final class UndeletesUnchecked extends ModelUserRepository {
        @Override
        synchronized Optional<IdentifierKey> takenKey(User user) {
            return findById(user.id()).filter(User::isDeleted).isPresent() ? Optional.empty() : super.takenKey(user);
        }
    }

    /** Looks whether an identifier is free and writes a moment later: iCure's own bug, SECURITY case 22. */
    public static final class ChecksThenWrites extends ModelUserRepository {
        private boolean isChecked;

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public CreateOutcome create(User user) {
            Optional<IdentifierKey> taken = takenKey(user);
            aMomentPasses();
            return taken.isPresent() ? new CreateOutcome.IdentifierTaken(taken.get()) : createChecked(user);
        }

        @Override
        synchronized Optional<IdentifierKey> takenKey(User user) {
            return isChecked ? Optional.empty() : super.takenKey(user);
        }

        private synchronized CreateOutcome createChecked(User user) {
            isChecked = true;
            try {
                return super.create(user);
            } finally {
                isChecked = false;
            }
        }
    }

    /** Compares the revision and writes a moment later. */
    public static final class ComparesThenUpdates extends ModelUserRepository {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
        public UpdateOutcome update(User user) {
            Optional<User> current = findById(user.id());
            if (current.isEmpty() || !current.get().revision().equals(user.revision())) {
                return super.update(user);
            }
            aMomentPasses();
            return findById(user.id())
                    .map(latest -> super.update(user.withRevision(TestUsers.revisionOf(latest))))
                    .orElseGet(UpdateOutcome.Missing::new);
        }
    }

    /** Overwrites whatever is there. */
    public static final class IgnoresTheRevision extends ModelUserRepository {
        @Override
        public synchronized UpdateOutcome update(User user) {
            Optional<User> current = findById(user.id());
            return current.isPresent()
                    ? super.update(user.withRevision(TestUsers.revisionOf(current.get())))
                    : super.update(user);
        }
    }

    /** Begins counting anew when a user is purged and made again. */
    public static final class CountsRevisionsPerUser extends ModelUserRepository {
        private final Map<UserId, Map<Revision, Revision>> innerByOuter = new HashMap<>();

        @Override
        public synchronized CreateOutcome create(User user) {
            CreateOutcome outcome = super.create(user);
            return outcome instanceof CreateOutcome.Created created
                    ? new CreateOutcome.Created(renumbered(created.user(), 1))
                    : outcome;
        }

        @Override
        public synchronized UpdateOutcome update(User user) {
            Map<Revision, Revision> known = innerByOuter.getOrDefault(user.id(), Map.of());
            Revision outer = TestUsers.revisionOf(user);
            UpdateOutcome outcome = super.update(user.withRevision(known.getOrDefault(outer, outer)));
            return outcome instanceof UpdateOutcome.Updated updated
                    ? new UpdateOutcome.Updated(renumbered(updated.user(), known.size() + 1))
                    : outcome;
        }

        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            Revision inner = innerByOuter.getOrDefault(id, Map.of()).getOrDefault(expected, expected);
            PurgeOutcome outcome = super.purge(id, inner);
            if (outcome instanceof PurgeOutcome.Purged) {
                innerByOuter.remove(id);
            }
            return outcome;
        }

        private User renumbered(User stored, int number) {
            Revision outer = new Revision(Integer.toString(number));
            innerByOuter.computeIfAbsent(stored.id(), id -> new HashMap<>()).put(outer, TestUsers.revisionOf(stored));
            return stored.withRevision(outer);
        }
    }

    /** Says what is taken before it says what is missing or stale. */
    public static final class ChecksIdentifiersFirst extends ModelUserRepository {
        @Override
        public synchronized UpdateOutcome update(User user) {
            for (IdentifierKey key : heldKeys(user)) {
                Optional<User> holder = findByIdentifier(key).single();
                if (holder.filter(other -> !other.id().equals(user.id())).isPresent()) {
                    return new UpdateOutcome.IdentifierTaken(key);
                }
            }
            return super.update(user);
        }
    }

    /** Reports a second purge as done, too. */
    public static final class PurgesTwice extends ModelUserRepository {
        @Override
        public synchronized PurgeOutcome purge(UserId id, Revision expected) {
            PurgeOutcome outcome = super.purge(id, expected);
            return outcome instanceof PurgeOutcome.Missing ? new PurgeOutcome.Purged() : outcome;
        }
    }

    /** Starts each page with the last user of the page before. */
    public static final class RepeatsTheLastOfAPage extends ModelUserRepository {
        @Override
        public synchronized List<User> page(PageRequest request) {
            List<User> all = super.page(PageRequest.first(PageRequest.MAX_LIMIT));
            return all.stream()
                    .filter(user -> request.after()
                            .map(last -> user.id().compareTo(last) >= 0)
                            .orElse(true))
                    .limit(request.limit())
                    .toList();
        }
    }

    /** Shows the last of a page again in the next, in searches alone. */
    public static final class RepeatsTheLastOfASearch extends ModelUserRepository {
        @Override
        public synchronized List<User> search(UserFilter filter, PageRequest request) {
            return page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                    .filter(filter::matches)
                    .filter(user -> request.after()
                            .map(last -> user.id().compareTo(last) >= 0)
                            .orElse(true))
                    .limit(request.limit())
                    .toList();
        }
    }

    /** Takes every change for one of an older state. */
    public static final class LetsNoChangeWin extends ModelUserRepository {
        @Override
        public synchronized UpdateOutcome update(User user) {
            return findById(user.id())
                    .<UpdateOutcome>map(UpdateOutcome.Stale::new)
                    .orElseGet(UpdateOutcome.Missing::new);
        }
    }

    /** Leaves one out after each page. */
    public static final class SkipsOneAfterAPage extends ModelUserRepository {
        @Override
        public synchronized List<User> page(PageRequest request) {
            return request.after().isEmpty()
                    ? super.page(request)
                    : super.page(new PageRequest(request.after(), request.limit() + 1)).stream()
                            .skip(1)
                            .toList();
        }
    }

    /** Sorts as {@link String} does. */
    public static final class OrdersByUtf16 extends ModelUserRepository {
        @Override
        public synchronized List<User> page(PageRequest request) {
            return super.page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                    .sorted(Comparator.comparing(user -> user.id().value()))
                    .filter(user -> request.after()
                            .map(last -> user.id().value().compareTo(last.value()) > 0)
                            .orElse(true))
                    .limit(request.limit())
                    .toList();
        }
    }

    /** Counts users rather than remembering where it was, so that writes in between shift the pages. */
    public static final class PagesByOffset extends ModelUserRepository {
        private final Map<UserId, Integer> offsetAfter = new HashMap<>();

        @Override
        public synchronized List<User> page(PageRequest request) {
            int offset = request.after()
                    .map(last -> offsetAfter.getOrDefault(last, 0))
                    .orElse(0);
            List<User> page = super.page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                    .skip(offset)
                    .limit(request.limit())
                    .toList();
            if (!page.isEmpty()) {
                offsetAfter.put(page.get(page.size() - 1).id(), offset + page.size());
            }
            return page;
        }
    }

    /** Leaves soft-deleted users out of pages and the count. */
    public static final class HidesTheDeleted extends ModelUserRepository {
        @Override
        public synchronized List<User> page(PageRequest request) {
            return super.page(request).stream()
                    .filter(user -> !user.isDeleted())
                    .toList();
        }

        @Override
        public synchronized long count() {
            return page(PageRequest.first(PageRequest.MAX_LIMIT)).size();
        }
    }

    /** Takes ids for equal that differ in letter case only. */
    public static final class IgnoresLetterCaseOfIds extends ModelUserRepository {
        @Override
        public synchronized CreateOutcome create(User user) {
            return super.page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                            .anyMatch(other -> folded(other.id()).equals(folded(user.id())))
                    ? new CreateOutcome.IdTaken()
                    : super.create(user);
        }

        private static String folded(UserId id) {
            return id.value().toLowerCase(Locale.ROOT);
        }
    }

    /** Finds an identifier by what an SQL pattern makes of it. */
    public static final class LooksUpByPattern extends ModelUserRepository {
        @Override
        public synchronized IdentifierLookup findByIdentifier(IdentifierKey key) {
            String pattern = Pattern.quote(key.value()).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
            return super.page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                    .filter(user -> heldKeys(user).stream()
                            .anyMatch(held -> held.value().matches(pattern)))
                    .findFirst()
                    .<IdentifierLookup>map(IdentifierLookup.Found::new)
                    .orElseGet(IdentifierLookup.Nobody::new);
        }
    }

    /** Gives up a whole list when one of it is refused. */
    public static final class StopsAtTheFirstRefusal extends ModelUserRepository {
        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            List<CreateOutcome> outcomes = new ArrayList<>();
            for (User user : newUsers) {
                outcomes.add(create(user));
                if (!(outcomes.get(outcomes.size() - 1) instanceof CreateOutcome.Created)) {
                    return outcomes;
                }
            }
            return outcomes;
        }
    }

    /** Writes the list from its end, so that the later of two wins. */
    public static final class StoresListsBackwards extends ModelUserRepository {
        @Override
        public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
            List<User> backwards = new ArrayList<>(newUsers);
            Collections.reverse(backwards);
            List<CreateOutcome> outcomes = super.createAll(backwards);
            Collections.reverse(outcomes);
            return outcomes;
        }
    }

    /** Stores what an adapter's mapping made of the user. */
    abstract static class Distorts extends ModelUserRepository {
        abstract User distorted(User user);

        @Override
        public synchronized CreateOutcome create(User user) {
            return super.create(distorted(user));
        }

        @Override
        public synchronized UpdateOutcome update(User user) {
            return super.update(distorted(user));
        }
    }

    /** Keeps whole milliseconds only. */
    public static final class RoundsInstants extends Distorts {
        @Override
        User distorted(User user) {
            return user.withLifecycle(life -> new Lifecycle(
                    life.status(),
                    life.created().map(RoundsInstants::rounded),
                    life.registered(),
                    life.termsOfUseAccepted(),
                    life.lastLogin(),
                    life.expires(),
                    life.deleted()));
        }

        private static Instant rounded(Instant moment) {
            return moment.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Has no column for what it does not know. */
    public static final class DropsUnknownMembers extends Distorts {
        @Override
        User distorted(User user) {
            return user.withUnknownMembers(PreservedJson.NONE);
        }
    }

    /** Takes an empty text for none. */
    public static final class TakesEmptyForAbsent extends Distorts {
        @Override
        User distorted(User user) {
            return user.profile().name().filter(String::isEmpty).isPresent()
                    ? user.withProfile(new Profile(
                            Optional.empty(),
                            user.profile().group(),
                            user.profile().externalIdentifiers()))
                    : user;
        }
    }

    /** Has one column for the data owner. */
    public static final class KeepsOneDataOwner extends Distorts {
        @Override
        User distorted(User user) {
            return user.withDataOwner(user.dataOwner()
                    .keyOwner()
                    .map(owner -> DataOwner.healthcareParty(owner.value()))
                    .orElse(DataOwner.NONE));
        }
    }

    /** Cuts identifiers to the width of its column. */
    public static final class CutsLongIdentifiers extends ModelUserRepository {
        @Override
        Set<IdentifierKey> heldKeys(User user) {
            Set<IdentifierKey> keys = new LinkedHashSet<>();
            super.heldKeys(user).forEach(key -> keys.add(cut(key)));
            return keys;
        }

        private static IdentifierKey cut(IdentifierKey key) {
            return key.value().length() > 255 ? IdentifierKey.of(key.value().substring(0, 255)) : key;
        }
    }

    /** Has an index, which it writes when a user is made. */
    public static final class KeepsTheFirstIndex extends ModelUserRepository {
        private final Map<UserId, User> indexed = new HashMap<>();

        @Override
        public synchronized CreateOutcome create(User user) {
            CreateOutcome outcome = super.create(user);
            if (outcome instanceof CreateOutcome.Created) {
                indexed.put(user.id(), user);
            }
            return outcome;
        }

        @Override
        public synchronized List<User> search(UserFilter filter, PageRequest request) {
            return super.search(new UserFilter.Everybody(), PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                    .filter(user -> filter.matches(indexed.getOrDefault(user.id(), user)))
                    .filter(user -> request.after()
                            .map(last -> user.id().compareTo(last) > 0)
                            .orElse(true))
                    .limit(request.limit())
                    .toList();
        }
    }

    /** Finds by whole words, as an index of words does when nobody thinks of beginnings. */
    public static final class MatchesWholeWordsOnly extends ModelUserRepository {
        @Override
        public synchronized List<User> search(UserFilter filter, PageRequest request) {
            return super.search(filter, request).stream()
                    .filter(user -> !(filter instanceof UserFilter.MatchingWords holding)
                            || SearchWords.heldBy(user)
                                    .containsAll(holding.words().words()))
                    .toList();
        }
    }

    /** Shows a user for each of its words that was found. */
    public static final class ShowsAUserForEachWord extends ModelUserRepository {
        @Override
        public synchronized List<User> search(UserFilter filter, PageRequest request) {
            return super.search(filter, request).stream()
                    .flatMap(user -> Collections.nCopies(timesFound(user, filter), user).stream())
                    .limit(request.limit())
                    .toList();
        }

        private static int timesFound(User user, UserFilter filter) {
            return filter instanceof UserFilter.MatchingWords holding
                    ? (int) Math.max(
                            1,
                            SearchWords.heldBy(user).stream()
                                    .filter(word ->
                                            holding.words().words().stream().anyMatch(word::startsWith))
                                    .count())
                    : 1;
        }
    }

    /** Looks for the deleted nowhere. */
    public static final class SearchesAmongTheUndeleted extends ModelUserRepository {
        @Override
        public synchronized List<User> search(UserFilter filter, PageRequest request) {
            return super.search(filter.and(new UserFilter.Undeleted()), request);
        }
    }

    /** Counts what holds the terms, also where those do not tell. */
    public static final class CountsByTermsAlone extends ModelUserRepository {
        @Override
        public synchronized long count(UserFilter filter) {
            return search(new UserFilter.Everybody(), PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                    .filter(user -> SearchTerm.heldBy(user).containsAll(filter.terms()))
                    .count();
        }
    }

    private static void aMomentPasses() {
        LockSupport.parkNanos(2_000_000);
    }
}
