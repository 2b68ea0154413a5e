package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for what users are searched by. */
public final class SearchArbitraries {
    private static final int MAX_TYPED_LENGTH = 40;
    private static final int MAX_FILTERS = 3;

    private SearchArbitraries() {}

    /** Any filter, most of which find some of these users. */
    public static Arbitrary<UserFilter> filters(List<User> users) {
        return of(new Wanted(
                words(users),
                known(users, SearchArbitraries::dataOwnerIds, new DataOwnerId("nobody")),
                known(users, user -> user.profile().group().stream(), new GroupId("nowhere")),
                known(users, SearchArbitraries::bearing, new UserFilter.WithExternalId(Optional.empty(), "unknown")),
                known(users, user -> Stream.of(user.id()), new UserId("nobody")),
                known(users, user -> user.identifiers().keys().stream(), IdentifierKey.of("nobody"))));
    }

    /** Any filter, which finds users of another store for the most part. */
    public static Arbitrary<UserFilter> filters() {
        return of(new Wanted(
                searchWords(),
                DataOwnerArbitraries.dataOwnerIds(),
                ProfileArbitraries.groupIds(),
                ProfileArbitraries.externalIdentifiers()
                        .map(identifier -> bearing(identifier)
                                .findFirst()
                                .orElse(new UserFilter.WithExternalId(identifier.system(), "unknown"))),
                UserIdArbitraries.userIds(),
                LoginIdentifiersArbitraries.identifierKeys()));
    }

    /** What someone typed to search for. */
    public static Arbitrary<SearchWords> searchWords() {
        return Choice.of(1, TextArbitraries.anyText(MAX_TYPED_LENGTH))
                .or(1, LoginIdentifiersArbitraries.written().map(text -> beginning(text, MAX_TYPED_LENGTH)))
                .arbitrary()
                .map(SearchWords::of);
    }

    /** Terms of an index, of each kind. */
    public static Arbitrary<SearchTerm> searchTerms() {
        return Combinators.combine(Arbitraries.of(SearchTerm.Kind.class), TextArbitraries.text(MAX_TYPED_LENGTH))
                .as(SearchTerm::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<UserFilter> of(Wanted wanted) {
        Arbitrary<UserFilter> one = wanted.one();
        return Choice.of(80, one)
                .or(20, one.list().ofMaxSize(MAX_FILTERS).map(UserFilter.AllOf::new))
                .arbitrary();
    }

    /** Beginnings of words that these users hold, and any text. */
    private static Arbitrary<SearchWords> words(List<User> users) {
        Arbitrary<String> held = Combinators.combine(
                        known(users, user -> SearchWords.heldBy(user).stream(), "nobody"),
                        Arbitraries.integers().between(1, MAX_TYPED_LENGTH))
                .as(SearchArbitraries::beginning);
        return Choice.of(60, held)
                .or(20, Combinators.combine(held, held).as((one, other) -> one + " " + other))
                .or(20, TextArbitraries.anyText(MAX_TYPED_LENGTH))
                .arbitrary()
                .map(SearchWords::of);
    }

    private static String beginning(String word, int length) {
        int codePoints = word.codePointCount(0, word.length());
        return word.substring(0, word.offsetByCodePoints(0, Math.min(length, codePoints)));
    }

    private static Stream<DataOwnerId> dataOwnerIds(User user) {
        return Stream.of(
                        user.dataOwner().healthcareParty(),
                        user.dataOwner().patient(),
                        user.dataOwner().device())
                .flatMap(Optional::stream);
    }

    private static Stream<UserFilter.WithExternalId> bearing(User user) {
        return user.profile().externalIdentifiers().stream().flatMap(SearchArbitraries::bearing);
    }

    /** With its system, without, and with another. */
    private static Stream<UserFilter.WithExternalId> bearing(ExternalIdentifier identifier) {
        return identifier.value().stream()
                .flatMap(value -> Stream.of(identifier.system(), Optional.<String>empty(), Optional.of("another"))
                        .map(system -> new UserFilter.WithExternalId(system, value)));
    }

    private static <T> Arbitrary<T> known(List<User> users, Function<User, Stream<T>> held, T otherwise) {
        return Arbitraries.of(Stream.concat(users.stream().flatMap(held), Stream.of(otherwise))
                .toList());
    }

    /** What filters ask for. */
    private record Wanted(
            Arbitrary<SearchWords> words,
            Arbitrary<DataOwnerId> dataOwners,
            Arbitrary<GroupId> groups,
            Arbitrary<UserFilter.WithExternalId> externalIds,
            Arbitrary<UserId> ids,
            Arbitrary<IdentifierKey> keys) {
        Arbitrary<UserFilter> one() {
            return Choice.<UserFilter>of(50, words.map(UserFilter.MatchingWords::new))
                    .or(10, dataOwners.map(UserFilter.ForDataOwner::new))
                    .or(10, groups.map(UserFilter.InGroup::new))
                    .or(10, externalIds)
                    .or(10, Arbitraries.of(UserStatus.values()).map(UserFilter.WithStatus::new))
                    .or(4, ids.map(id -> new UserFilter.WithIds(Set.of(id))))
                    .or(4, keys.map(UserFilter.KnownAs::new))
                    .or(2, Arbitraries.of(new UserFilter.Everybody(), new UserFilter.Undeleted()))
                    .arbitrary();
        }
    }
}
