package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class UserArbitrariesProperties {
    private static final int SAMPLES = 3_000;

    private static final List<User> USERS = UserArbitraries.users().generator(SAMPLES).stream(new Random(42))
            .limit(SAMPLES)
            .map(shrinkable -> shrinkable.value())
            .toList();

    @Example
    void reachesEveryCornerOfAUser() {
        assertSomeButNotAll(User::isDeleted);
        assertSomeButNotAll(user -> user.revision().isPresent());
        assertSomeButNotAll(user -> user.lifecycle().status().isPresent());
        assertSomeButNotAll(user -> user.credentials().secondFactor().isDemanded());
        assertSomeButNotAll(user -> user.dataOwner().keyOwner().isPresent());
        assertSomeButNotAll(user -> user.tokens().application().isEmpty());
        assertSomeButNotAll(user -> user.identifiers().keys().size() == 3);
    }

    @Example
    void reachesMembersThatNobodyKnowsAtEveryLevel() {
        assertSomeButNotAll(user -> user.unknownMembers().isEmpty());
        assertSome(properties().map(Property::unknownMembers).filter(unknown -> !unknown.isEmpty()));
        assertSome(items().map(PermissionItem::unknownMembers).filter(unknown -> !unknown.isEmpty()));
        assertSome(USERS.stream()
                .flatMap(user -> user.authorization().permissions().stream())
                .filter(permission -> !permission.unknownMembers().isEmpty()));
        assertSome(USERS.stream()
                .flatMap(user -> user.tokens().authentication().values().stream())
                .filter(token -> !token.unknownMembers().isEmpty()));
        assertSome(USERS.stream()
                .flatMap(user -> user.profile().externalIdentifiers().stream())
                .map(ExternalIdentifier::unknownMembers)
                .filter(unknown -> !unknown.isEmpty()));
    }

    @Example
    void reachesMomentsThatMillisecondsCannotHold() {
        Stream<Instant> moments = USERS.stream().flatMap(user -> user.lifecycle().created().stream());
        assertThat(moments.toList())
                .anyMatch(moment ->
                        moment.isBefore(Instant.EPOCH) && !moment.equals(moment.truncatedTo(ChronoUnit.MILLIS)))
                .anyMatch(moment -> moment.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE)))
                .contains(Instant.MIN, Instant.MAX);
    }

    @Example
    void reachesTextBeyondTheBasicPlaneAndTheLongest() {
        List<String> ids = USERS.stream().map(user -> user.id().value()).toList();
        assertThat(ids)
                .anyMatch(id -> id.codePoints().anyMatch(Character::isSupplementaryCodePoint))
                .anyMatch(id -> id.length() == UserId.MAX_LENGTH);
        assertSome(
                USERS.stream().flatMap(user -> user.profile().name().stream()).filter(String::isEmpty));
        assertSome(USERS.stream()
                .flatMap(user -> user.identifiers().login().stream())
                .filter(login -> login.length() == IdentifierKey.MAX_LENGTH));
    }

    @net.jqwik.api.Property(tries = 100)
    void aPopulationFitsIntoOneStore(@ForAll("populations") List<User> population) {
        assertThat(population.stream().map(User::id)).doesNotHaveDuplicates();
        assertThat(population.stream().flatMap(user -> user.identifiers().keys().stream()))
                .doesNotHaveDuplicates();
        assertThat(population).noneMatch(user -> user.revision().isPresent());
    }

    @Provide
    net.jqwik.api.Arbitrary<List<User>> populations() {
        return UserArbitraries.populations(20);
    }

    private Stream<Property> properties() {
        return USERS.stream().flatMap(user -> user.properties().stream());
    }

    private Stream<PermissionItem> items() {
        return USERS.stream()
                .flatMap(user -> user.authorization().permissions().stream())
                .flatMap(permission -> Stream.concat(permission.grants().stream(), permission.revokes().stream()));
    }

    private void assertSomeButNotAll(Predicate<User> property) {
        assertThat(USERS).anyMatch(property).anyMatch(property.negate());
    }

    private static void assertSome(Stream<?> found) {
        assertThat(found).isNotEmpty();
    }
}
