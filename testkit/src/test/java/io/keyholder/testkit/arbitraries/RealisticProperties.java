package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** People as a practice has them, seen to be of every kind. */
class RealisticProperties {
    @Property(tries = 500)
    void namesMailsAndPhonesLookAsTheyDoInAPractice(@ForAll @Realistic User user) {
        LoginIdentifiers identifiers = user.identifiers();
        assertThat(user.profile().name().orElseThrow()).matches("\\p{L}[\\p{L}'\\- ]+");
        assertThat(identifiers.email().orElseThrow()).matches("[a-z.]+[0-9]+@[a-z.-]+");
        identifiers.mobilePhone().ifPresent(phone -> assertThat(phone).matches("\\+[0-9]{11,13}"));
        assertThat(user.dataOwner().keyOwner()).isPresent();
        assertThat(user.isDeleted()).isFalse();
        occurs("patient", user.dataOwner().patient().isPresent());
        occurs("professional", user.dataOwner().healthcareParty().isPresent());
        occurs("device", user.dataOwner().device().isPresent());
        occurs("active", user.lifecycle().status().equals(Optional.of(UserStatus.ACTIVE)));
        occurs("phone", identifiers.mobilePhone().isPresent());
        occurs("login", identifiers.login().isPresent());
        occurs(
                "a letter of another alphabet than English",
                user.profile()
                        .name()
                        .filter(name -> name.chars().anyMatch(letter -> letter > 'z'))
                        .isPresent());
    }

    @Property(tries = 50)
    void aPopulationHasHardlyAnyTwoWithOneAddress(@ForAll @Size(100) List<@Realistic User> users) {
        long different = users.stream()
                .map(user -> IdentifierKey.of(user.identifiers().email().orElseThrow()))
                .distinct()
                .count();
        assertThat(different).isGreaterThan(95);
    }

    private static void occurs(String kind, boolean isThere) {
        Statistics.label(kind).collect(isThere);
        Statistics.label(kind).coverage(seen -> {
            seen.check(true).count(count -> count > 0);
            seen.check(false).count(count -> count > 0);
        });
    }
}
