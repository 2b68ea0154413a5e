package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.user.FindResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyholderTest {
    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;

    @Test
    void findsAUserByIdAndByIdentifier() {
        User ada = fixture.user("ada");

        assertThat(keyholder.users().find(Actor.host(), ada.id()).single()).contains(ada);
        assertThat(keyholder.users().find(Actor.host(), " ADA ")).isEqualTo(new FindResult.Found(ada));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\ud800", "nobody"})
    void findsNobodyByTextThatNobodyHolds(String identifier) {
        assertThat(keyholder.users().find(Actor.host(), identifier)).isEqualTo(new FindResult.Nobody());
    }

    @Test
    void showsEveryUserOnceInOrderOfId() {
        int count = 2_001;
        IntStream.range(0, count).forEach(number -> fixture.storage.users().create(userNumbered(number)));
        List<UserId> seen = new ArrayList<>();

        keyholder.users().forEach(Actor.host(), user -> seen.add(user.id()));

        assertThat(seen).hasSize(count).isSorted().doesNotHaveDuplicates();
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isEqualTo(count);
    }

    @Test
    void showsUsersPageByPage() {
        fixture.storage.users().create(userNumbered(1));
        fixture.storage.users().create(userNumbered(2));

        List<User> first =
                keyholder.users().page(Actor.host(), PageRequest.first(1)).orElseThrow();

        assertThat(first).extracting(User::id).containsExactly(userNumbered(1).id());
        assertThat(keyholder
                        .users()
                        .page(Actor.host(), PageRequest.after(first.get(0).id(), 5))
                        .orElseThrow())
                .extracting(User::id)
                .containsExactly(userNumbered(2).id());
    }

    @Test
    void closesTheStore() {
        keyholder.close();
        keyholder.close();

        assertThat(fixture.storage.isClosed()).isTrue();
        assertThatThrownBy(() -> keyholder.users().count(Actor.host())).isInstanceOf(StoreException.class);
    }

    @Test
    void opensWithTheSystemClockByDefault() {
        assertThat(Keyholder.open(fixture.storage, fixture.crypto)
                        .users()
                        .count(Actor.host())
                        .orElseThrow())
                .isZero();
    }

    /** SECURITY-CASES 3. */
    @Test
    void refusesNullWithATypedError() {
        UserId id = new UserId("ada");
        Stream<Executable> calls = Stream.of(
                () -> Keyholder.open(null, fixture.crypto),
                () -> Keyholder.open(fixture.storage, null),
                () -> Keyholder.open(fixture.storage, fixture.crypto, null),
                () -> keyholder.users().create(null, NewUser.of(LoginIdentifiers.login("ada"))),
                () -> keyholder.users().count(null),
                () -> keyholder.users().find(null, id),
                () -> keyholder.users().create(Actor.host(), null),
                () -> NewUser.of(null),
                () -> keyholder.users().find(Actor.host(), (UserId) null),
                () -> keyholder.users().find(Actor.host(), (String) null),
                () -> keyholder.users().page(Actor.host(), null),
                () -> keyholder.users().forEach(Actor.host(), null),
                () -> keyholder.users().modify(Actor.host(), null),
                () -> keyholder.users().modify(Actor.host(), null, user -> user),
                () -> keyholder.users().modify(Actor.host(), id, null),
                () -> keyholder.users().enable(Actor.host(), null),
                () -> keyholder.users().disable(Actor.host(), null),
                () -> keyholder.users().softDelete(Actor.host(), null),
                () -> keyholder.users().undelete(Actor.host(), null),
                () -> keyholder.users().purge(Actor.host(), null),
                () -> keyholder.passwords().reset(Actor.host(), null, Fixture.password()),
                () -> keyholder.passwords().reset(Actor.host(), id, null),
                () -> keyholder.keys().publicKeysOf((DataOwnerId) null),
                () -> keyholder.users().importUsers(Actor.host(), null, outcome -> {}),
                () -> keyholder
                        .users()
                        .importUsers(Actor.host(), Stream.<User>empty().iterator(), null),
                () -> keyholder.users().previewImport(Actor.host(), null, outcome -> {}));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::execute)
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessageEndingWith("is null"));
    }

    private static User userNumbered(int number) {
        return User.of(
                new UserId("u" + number),
                LoginIdentifiers.login("login" + number),
                io.keyholder.domain.user.Lifecycle.startingAt(
                        Fixture.NOW_IN_MILLIS, io.keyholder.domain.user.UserStatus.ACTIVE));
    }
}
