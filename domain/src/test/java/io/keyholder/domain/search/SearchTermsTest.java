package io.keyholder.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm.Kind;
import io.keyholder.domain.search.UserFilter.AllOf;
import io.keyholder.domain.search.UserFilter.Everybody;
import io.keyholder.domain.search.UserFilter.ForDataOwner;
import io.keyholder.domain.search.UserFilter.InGroup;
import io.keyholder.domain.search.UserFilter.KnownAs;
import io.keyholder.domain.search.UserFilter.MatchingWords;
import io.keyholder.domain.search.UserFilter.Undeleted;
import io.keyholder.domain.search.UserFilter.WithExternalId;
import io.keyholder.domain.search.UserFilter.WithIds;
import io.keyholder.domain.search.UserFilter.WithStatus;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an index of a store has of a user, and what a filter demands of it. */
class SearchTermsTest {
    private static final User ZOE = User.of(
                    new UserId("zoe"),
                    LoginIdentifiers.email("zoe@example.org"),
                    Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE))
            .withProfile(new Profile(
                    Optional.of("Zoë Müller"),
                    Optional.of(new GroupId("north")),
                    List.of(external(Optional.of("1")), external(Optional.empty()))))
            .withDataOwner(new DataOwner(
                    Optional.of(new DataOwnerId("h")),
                    Optional.of(new DataOwnerId("p")),
                    Optional.of(new DataOwnerId("d"))));

    @Test
    void aUserHoldsATermOfEachThingItIsFoundBy() {
        assertThat(SearchTerm.heldBy(ZOE))
                .containsExactlyInAnyOrder(
                        new SearchTerm(Kind.WORD, "zoe"),
                        new SearchTerm(Kind.WORD, "muller"),
                        new SearchTerm(Kind.WORD, "example"),
                        new SearchTerm(Kind.WORD, "org"),
                        new SearchTerm(Kind.DATA_OWNER, "h"),
                        new SearchTerm(Kind.DATA_OWNER, "p"),
                        new SearchTerm(Kind.DATA_OWNER, "d"),
                        new SearchTerm(Kind.GROUP, "north"),
                        new SearchTerm(Kind.IDENTIFIER, "1"),
                        new SearchTerm(Kind.STATUS, "ACTIVE"));
    }

    @Test
    void aDeletedUserHoldsNoStatus() {
        assertThat(SearchTerm.heldBy(ZOE.withLifecycle(life -> life.deletedAt(Instant.EPOCH))))
                .hasSize(9)
                .noneMatch(term -> term.kind() == Kind.STATUS);
    }

    @Test
    void eachFilterDemandsTheTermsOfWhatItFinds() {
        assertThat(new Everybody().terms()).isEmpty();
        assertThat(new ForDataOwner(new DataOwnerId("p")).terms())
                .containsExactly(new SearchTerm(Kind.DATA_OWNER, "p"));
        assertThat(new WithExternalId(Optional.empty(), "1").terms())
                .containsExactly(new SearchTerm(Kind.IDENTIFIER, "1"));
        assertThat(new InGroup(new GroupId("north")).terms()).containsExactly(new SearchTerm(Kind.GROUP, "north"));
        assertThat(new WithStatus(UserStatus.ACTIVE).terms()).containsExactly(new SearchTerm(Kind.STATUS, "ACTIVE"));
        assertThat(words("Zoë M").terms())
                .containsExactly(new SearchTerm(Kind.WORD, "zoe"), new SearchTerm(Kind.WORD, "m"));
        assertThat(words("zoe").and(new InGroup(new GroupId("north"))).terms())
                .containsExactly(new SearchTerm(Kind.WORD, "zoe"), new SearchTerm(Kind.GROUP, "north"));
    }

    @Test
    void anIndexAloneIsEnoughWhereTheTermsSayAll() {
        List<UserFilter> exact = List.of(
                new Everybody(),
                new ForDataOwner(new DataOwnerId("p")),
                new WithExternalId(Optional.empty(), "1"),
                new InGroup(new GroupId("north")),
                new WithStatus(UserStatus.ACTIVE),
                words("zoe"),
                new AllOf(List.of(words("zoe"), new Everybody())));
        List<UserFilter> others = List.of(
                new WithIds(Set.of()),
                new KnownAs(IdentifierKey.of("zoe")),
                new Undeleted(),
                new WithExternalId(Optional.of("s"), "1"),
                words("zoe").and(new Undeleted()));
        assertThat(exact).allMatch(UserFilter::isExactByTerms);
        assertThat(others).noneMatch(UserFilter::isExactByTerms);
    }

    @Test
    void whatAllOfFinds() {
        assertThat(words("zoe").and(new Undeleted()).matches(ZOE)).isTrue();
        assertThat(words("zoe").and(words("smith")).matches(ZOE)).isFalse();
    }

    @Test
    void aPhoneIsOneWordFromItsFewestDigitsToItsLongestText() {
        assertThat(SearchWords.of("12-34-5").words()).containsExactlyInAnyOrder("12", "34", "5");
        String fewest = "1".repeat(IdentifierKey.MIN_PHONE_DIGITS);
        assertThat(SearchWords.of(fewest.replaceAll("(?<=.)(?=.)", " ")).words())
                .containsExactly(fewest);
        String longest = "1234567".repeat(2) + " ".repeat(IdentifierKey.MAX_LENGTH - 15) + "8";
        assertThat(SearchWords.of(longest).words()).containsExactly("123456712345678");
        assertThat(SearchWords.of(longest.replace("8", " 8")).words()).containsExactlyInAnyOrder("12345671234567", "8");
    }

    @Test
    void onlyTheTenDigitsMakeAPhone() {
        assertThat(SearchWords.of("12345:789012").words()).containsExactlyInAnyOrder("12345", "789012");
        assertThat(SearchWords.of("1a2b3c4d5e6f").words()).containsExactly("1a2b3c4d5e6f");
        assertThat(SearchWords.of("0987654321").words()).containsExactly("0987654321");
    }

    @Test
    void refusesHalfOfAPair() {
        assertThatThrownBy(() -> SearchWords.of("x\ud800"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("searched text holds half of a surrogate pair");
    }

    @Test
    void showsNothingOfAPerson() {
        assertThat(SearchWords.of("zoe muller")).hasToString("SearchWords[2]");
        assertThat(new SearchTerm(Kind.WORD, "zoe")).hasToString("SearchTerm[WORD]");
        assertThat(new WithExternalId(Optional.empty(), "1")).hasToString("WithExternalId[hidden]");
    }

    private static MatchingWords words(String typed) {
        return new MatchingWords(SearchWords.of(typed));
    }

    private static ExternalIdentifier external(Optional<String> value) {
        return new ExternalIdentifier(Optional.of("s"), value, Optional.empty(), PreservedJson.NONE);
    }
}
