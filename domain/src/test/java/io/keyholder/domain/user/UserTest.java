package io.keyholder.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.token.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final User BOB =
            User.of(new UserId("u1"), LoginIdentifiers.login("bob"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE));

    @Test
    void changesOneThingAtATime() {
        User changed = BOB.withRevision(new Revision("1-a"))
                .withIdentifiers(LoginIdentifiers.login("rob"))
                .withProfile(Profile.NONE.withName("Rob").withGroup(new GroupId("g")))
                .withDataOwner(DataOwner.patient("p"))
                .withLifecycle(life -> life.withTermsOfUseAccepted(NOW))
                .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("{x}")))
                .withTokens(Tokens.NONE)
                .withAuthorization(Authorization.NONE.withRoles(Set.of("R")))
                .withProperties(List.of(Property.of("i", new TypedValue.IntegerValue(1))))
                .withAutoDelegations(AutoDelegations.NONE.with(DelegationTag.ALL, List.of(new DataOwnerId("h"))))
                .withUnknownMembers(PreservedJson.of(Map.of("x", "1"), Set.of()));

        assertThat(changed)
                .isEqualTo(new User(
                        new UserId("u1"),
                        java.util.Optional.of(new Revision("1-a")),
                        LoginIdentifiers.login("rob"),
                        Profile.NONE.withName("Rob").withGroup(new GroupId("g")),
                        DataOwner.patient("p"),
                        Lifecycle.startingAt(NOW, UserStatus.ACTIVE).withTermsOfUseAccepted(NOW),
                        Credentials.NONE.withPasswordHash(PasswordHash.of("{x}")),
                        Tokens.NONE,
                        Authorization.NONE.withRoles(Set.of("R")),
                        List.of(Property.of("i", new TypedValue.IntegerValue(1))),
                        AutoDelegations.NONE.with(DelegationTag.ALL, List.of(new DataOwnerId("h"))),
                        PreservedJson.of(Map.of("x", "1"), Set.of())));
        assertThat(changed.withoutRevision().revision()).isEmpty();
    }

    @Test
    void sharesNothingWithItsMaker() {
        List<Property> properties = new ArrayList<>();
        User user = BOB.withProperties(properties);
        properties.add(Property.of("late", new TypedValue.BooleanValue(true)));
        assertThat(user.properties()).isEmpty();
        assertThatThrownBy(() -> user.properties().add(properties.get(0)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void showsItsIdAndRevisionOnly() {
        assertThat(BOB).hasToString("User[u1, not stored]");
        assertThat(BOB.withRevision(new Revision("2-b"))).hasToString("User[u1 at 2-b]");
    }

    @Test
    void namesTheOwnerOfItsKeys() {
        assertThat(DataOwner.NONE.keyOwner()).isEmpty();
        assertThat(DataOwner.device("d").keyOwner()).contains(new DataOwnerId("d"));
        assertThat(new DataOwner(
                                java.util.Optional.of(new DataOwnerId("h")),
                                java.util.Optional.of(new DataOwnerId("p")),
                                java.util.Optional.empty())
                        .keyOwner())
                .contains(new DataOwnerId("h"));
    }
}
