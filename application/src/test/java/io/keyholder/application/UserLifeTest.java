package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.user.IdentifierKey;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.IdentifierLookup;
import org.junit.jupiter.api.Test;

class UserLifeTest {
    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final UserId ada = fixture.user("ada").id();

    @Test
    void shutsADisabledUserOutUntilItIsEnabled() {
        keyholder.disable(ada);
        assertThat(isIn()).isFalse();

        keyholder.enable(ada);
        assertThat(isIn()).isTrue();
    }

    @Test
    void freesTheIdentifiersOfADeletedUserAndKeepsEverythingElse() {
        User before = fixture.stored(ada);

        keyholder.softDelete(ada);

        User deleted = fixture.stored(ada);
        assertThat(keyholder.find("ada")).isEqualTo(new IdentifierLookup.Nobody());
        assertThat(deleted.lifecycle().deleted()).contains(Fixture.NOW_IN_MILLIS);
        assertThat(deleted.withLifecycle(lifecycle -> lifecycle.undeleted()).withoutRevision())
                .isEqualTo(before.withoutRevision());
    }

    @Test
    void bringsADeletedUserBack() {
        keyholder.softDelete(ada);

        assertThat(keyholder.undelete(ada).isModified()).isTrue();
        assertThat(isIn()).isTrue();
    }

    @Test
    void doesNotBringAUserBackWhoseIdentifierWasTaken() {
        keyholder.softDelete(ada);
        fixture.user("Ada", user -> user.withId(new UserId("second")));

        assertThat(keyholder.undelete(ada)).isEqualTo(new ModifyResult.IdentifierTaken(IdentifierKey.of("ada")));
        assertThat(fixture.stored(ada).isDeleted()).isTrue();
    }

    @Test
    void purgesADeletedUser() {
        keyholder.softDelete(ada);

        assertThat(keyholder.purge(ada)).isEqualTo(PurgeResult.PURGED);
        assertThat(keyholder.find(ada)).isEmpty();
        assertThat(keyholder.purge(ada)).isEqualTo(PurgeResult.MISSING);
    }

    @Test
    void purgesNobodyWhoIsNotDeleted() {
        assertThat(keyholder.purge(ada)).isEqualTo(PurgeResult.NOT_DELETED);
        assertThat(keyholder.find(ada)).isPresent();
    }

    @Test
    void purgesNobodyWhoIsUndeletedMeanwhile() {
        keyholder.softDelete(ada);
        fixture.storage.beforeEachWrite(() -> keyholder.undelete(ada));

        assertThat(keyholder.purge(ada)).isEqualTo(PurgeResult.NOT_DELETED);
        assertThat(isIn()).isTrue();
    }

    @Test
    void givesUpPurgingAUserThatChangesAllTheTime() {
        keyholder.softDelete(ada);
        fixture.storage.beforeEachWrite(() -> {
            UserStatus other = fixture.stored(ada).lifecycle().status().orElseThrow() == UserStatus.ACTIVE
                    ? UserStatus.DISABLED
                    : UserStatus.ACTIVE;
            keyholder.modify(ada, user -> user.withLifecycle(lifecycle -> lifecycle.withStatus(other)));
        });

        assertThat(keyholder.purge(ada)).isEqualTo(PurgeResult.STALE);
    }

    private boolean isIn() {
        return keyholder.logIn("ada", Fixture.password()).isAccepted();
    }
}
