package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.user.FindResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import org.junit.jupiter.api.Test;

class UserLifeTest {
    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final UserId ada = fixture.user("ada").id();

    @Test
    void shutsADisabledUserOutUntilItIsEnabled() {
        keyholder.users().disable(Actor.host(), ada);
        assertThat(isIn()).isFalse();

        keyholder.users().enable(Actor.host(), ada);
        assertThat(isIn()).isTrue();
    }

    @Test
    void freesTheIdentifiersOfADeletedUserAndKeepsEverythingElse() {
        User before = fixture.stored(ada);

        keyholder.users().softDelete(Actor.host(), ada);

        User deleted = fixture.stored(ada);
        assertThat(keyholder.users().find(Actor.host(), "ada")).isEqualTo(new FindResult.Nobody());
        assertThat(deleted.lifecycle().deleted()).contains(Fixture.NOW_IN_MILLIS);
        assertThat(deleted.withLifecycle(lifecycle -> lifecycle.undeleted()).withoutRevision())
                .isEqualTo(before.withoutRevision());
    }

    @Test
    void bringsADeletedUserBack() {
        keyholder.users().softDelete(Actor.host(), ada);

        assertThat(keyholder.users().undelete(Actor.host(), ada).isModified()).isTrue();
        assertThat(isIn()).isTrue();
    }

    @Test
    void doesNotBringAUserBackWhoseIdentifierWasTaken() {
        keyholder.users().softDelete(Actor.host(), ada);
        fixture.user("Ada", user -> user.withId(new UserId("second")));

        assertThat(keyholder.users().undelete(Actor.host(), ada))
                .isEqualTo(new ModifyResult.IdentifierTaken(IdentifierKey.of("ada")));
        assertThat(fixture.stored(ada).isDeleted()).isTrue();
    }

    @Test
    void purgesADeletedUser() {
        keyholder.users().softDelete(Actor.host(), ada);

        assertThat(keyholder.users().purge(Actor.host(), ada)).isEqualTo(new PurgeResult.Purged());
        assertThat(keyholder.users().find(Actor.host(), ada).single()).isEmpty();
        assertThat(keyholder.users().purge(Actor.host(), ada)).isEqualTo(new PurgeResult.Missing());
    }

    @Test
    void purgesNobodyWhoIsNotDeleted() {
        assertThat(keyholder.users().purge(Actor.host(), ada)).isEqualTo(new PurgeResult.NotDeleted());
        assertThat(keyholder.users().find(Actor.host(), ada).single()).isPresent();
    }

    @Test
    void purgesNobodyWhoIsUndeletedMeanwhile() {
        keyholder.users().softDelete(Actor.host(), ada);
        fixture.storage.beforeEachWrite(() -> keyholder.users().undelete(Actor.host(), ada));

        assertThat(keyholder.users().purge(Actor.host(), ada)).isEqualTo(new PurgeResult.NotDeleted());
        assertThat(isIn()).isTrue();
    }

    @Test
    void givesUpPurgingAUserThatChangesAllTheTime() {
        keyholder.users().softDelete(Actor.host(), ada);
        fixture.storage.beforeEachWrite(() -> {
            UserStatus other = fixture.stored(ada).lifecycle().status().orElseThrow() == UserStatus.ACTIVE
                    ? UserStatus.DISABLED
                    : UserStatus.ACTIVE;
            keyholder
                    .users()
                    .modify(Actor.host(), ada, user -> user.withLifecycle(lifecycle -> lifecycle.withStatus(other)));
        });

        assertThat(keyholder.users().purge(Actor.host(), ada)).isEqualTo(new PurgeResult.Stale());
    }

    private boolean isIn() {
        return keyholder.logIn("ada", Fixture.password()).isAccepted();
    }
}
