package io.keyholder.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFilterTest {
    private static final User ZOE = User.of(
                    new UserId("zoe"),
                    LoginIdentifiers.email("zoe.muller@example.org").withMobilePhone("+32 470 12 34 56"),
                    Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE))
            .withProfile(Profile.NONE.withName("Zoë Müller-İnan").withGroup(new GroupId("north")))
            .withDataOwner(DataOwner.patient("p"));
    private static final User DELETED = ZOE.withLifecycle(life -> life.deletedAt(Instant.EPOCH));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoe",
                "ZOË",
                "mull",
                "müller zoe",
                "inan",
                "ｚｏｅ",
                "example",
                "32470123456",
                "+32 470 12",
                "",
                " - "
            })
    void findsByTheBeginningsOfFoldedWords(String typed) {
        assertThat(new MatchingWords(SearchWords.of(typed)).matches(ZOE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oe", "zoe smith", "471123456", "xample"})
    void findsNothingByOtherWords(String typed) {
        assertThat(new MatchingWords(SearchWords.of(typed)).matches(ZOE)).isFalse();
    }

    @Test
    void refusesMoreTextThanAnybodyTypes() {
        assertThatThrownBy(() -> SearchWords.of("x".repeat(SearchWords.MAX_LENGTH + 1)))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZOE", "zoë", "two words", "", "-"})
    void refusesWordsThatAreNotFolded(String word) {
        Set<String> words = Set.of(word);
        assertThatThrownBy(() -> new SearchWords(words)).isInstanceOf(InvalidValueException.class);
    }

    @Property(tries = 300)
    void foldsWhatIsFoldedIntoItself(@ForAll("texts") String text) {
        Set<String> words = SearchWords.of(text).words();

        assertThat(words)
                .allSatisfy(word -> assertThat(SearchWords.of(word).words()).containsExactly(word));
    }

    /** Digits that begin with the international prefix once more: folding had to be repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"0000123456789", "000000123456789", "+0032475123456", "00 00 32 475 12 34 56"})
    void foldsRepeatedPrefixesIntoThemselves(String text) {
        assertThat(SearchWords.of(text).words())
                .hasSize(1)
                .allSatisfy(word -> assertThat(SearchWords.of(word).words()).containsExactly(word));
    }

    @Test
    void findsByWhatAUserIs() {
        assertThat(new Everybody().matches(DELETED)).isTrue();
        assertThat(new Undeleted().matches(ZOE)).isTrue();
        assertThat(new Undeleted().matches(DELETED)).isFalse();
        assertThat(new WithIds(Set.of(ZOE.id())).matches(ZOE)).isTrue();
        assertThat(new WithIds(Set.of()).matches(ZOE)).isFalse();
        assertThat(new KnownAs(IdentifierKey.of("ZOE.Muller@example.org")).matches(ZOE))
                .isTrue();
        assertThat(new KnownAs(IdentifierKey.of("zoe.muller@example.org")).matches(DELETED))
                .isFalse();
        assertThat(new ForDataOwner(new DataOwnerId("p")).matches(ZOE)).isTrue();
        assertThat(new ForDataOwner(new DataOwnerId("q")).matches(ZOE)).isFalse();
        assertThat(new InGroup(new GroupId("north")).matches(ZOE)).isTrue();
        assertThat(new InGroup(new GroupId("south")).matches(ZOE)).isFalse();
        User known = ZOE.withProfile(new Profile(
                Optional.empty(),
                Optional.empty(),
                List.of(new ExternalIdentifier(
                        Optional.of("s"), Optional.of("1"), Optional.empty(), PreservedJson.NONE))));
        assertThat(new WithExternalId(Optional.empty(), "1").matches(known)).isTrue();
        assertThat(new WithExternalId(Optional.of("s"), "1").matches(known)).isTrue();
        assertThat(new WithExternalId(Optional.of("t"), "1").matches(known)).isFalse();
        assertThat(new WithExternalId(Optional.of("s"), "2").matches(known)).isFalse();
        assertThat(new WithStatus(UserStatus.ACTIVE).matches(ZOE)).isTrue();
        assertThat(new WithStatus(UserStatus.ACTIVE).matches(DELETED)).isFalse();
        assertThat(new AllOf(List.of()).matches(ZOE)).isTrue();
        assertThat(new Undeleted().and(new InGroup(new GroupId("south"))).matches(ZOE))
                .isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aZéßİıﬁ１2 -.'́ΣςǅẞÅ").ofMaxLength(12);
    }
}
