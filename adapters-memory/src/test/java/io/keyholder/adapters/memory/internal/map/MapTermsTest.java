package io.keyholder.adapters.memory.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapTermsTest {
    private static final SearchTerm ACTIVE = new SearchTerm(SearchTerm.Kind.STATUS, "ACTIVE");

    private final User mary = user("mary", "Mary Beaumont");
    private final User marc = user("marc", "Marc Linden");
    private final MapTerms terms = MapTerms.of(List.of(mary, marc));

    @Test
    void wordsAreFoundByTheirBeginningsAndOtherTermsAsAWhole() {
        assertThat(terms.ofRarest(List.of(word("mar")), 9).orElseThrow()).containsOnly(mary.id(), marc.id());
        assertThat(terms.ofRarest(List.of(word("beau")), 9).orElseThrow()).containsOnly(mary.id());
        assertThat(terms.ofRarest(List.of(word("eau")), 9).orElseThrow()).isEmpty();
        assertThat(terms.ofRarest(List.of(ACTIVE), 9).orElseThrow()).containsOnly(mary.id(), marc.id());
        assertThat(terms.ofRarest(List.of(new SearchTerm(SearchTerm.Kind.STATUS, "ACT")), 9)
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void aUserCountsOnceForATerm() {
        MapTerms three = MapTerms.of(List.of(mary, marc, user("martha", "Martha Mary")));
        assertThat(three.count(word("mar"))).isEqualTo(3);
        assertThat(three.count(word("linden"))).isEqualTo(1);
        assertThat(three.count(word("xyz"))).isZero();
        assertThat(three.count(ACTIVE)).isEqualTo(3);
    }

    @Test
    void theRarestTermCounts() {
        assertThat(terms.ofRarest(List.of(ACTIVE, word("linden"), word("mar")), 9)
                        .orElseThrow())
                .containsOnly(marc.id());
        assertThat(terms.ofRarest(List.of(ACTIVE), 1)).isEmpty();
        assertThat(terms.ofRarest(List.of(ACTIVE, word("linden")), 1).orElseThrow())
                .containsOnly(marc.id());
    }

    @Test
    void whoIsRemovedIsNotFound() {
        terms.remove(mary);
        assertThat(terms.ofRarest(List.of(word("beau")), 9).orElseThrow()).isEmpty();
        assertThat(terms.ofRarest(List.of(ACTIVE), 9).orElseThrow()).containsOnly(marc.id());
    }

    private static SearchTerm word(String beginning) {
        return new SearchTerm(SearchTerm.Kind.WORD, beginning);
    }

    private static User user(String id, String name) {
        return User.of(
                        new UserId(id),
                        LoginIdentifiers.login(id),
                        Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE))
                .withProfile(Profile.NONE.withName(name));
    }
}
