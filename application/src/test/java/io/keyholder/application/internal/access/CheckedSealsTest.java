package io.keyholder.application.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckedSealsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private final AtomicInteger checks = new AtomicInteger();
    private final CheckedSeals seals = new CheckedSeals((actor, stored) -> {
        checks.incrementAndGet();
        return actor.isSealedBy(stored);
    });

    @Test
    void checksTheSameTwoObjectsOnce() {
        User mary = user("one");
        Actor.LoggedIn actor = actor(mary);
        for (int call = 0; call < 100; call++) {
            assertThat(seals.areRight(actor, mary)).isTrue();
        }
        assertThat(checks).hasValue(1);
    }

    @Test
    void checksEveryOtherStateOfTheUser() {
        User mary = user("one");
        Actor.LoggedIn actor = actor(mary);
        assertThat(seals.areRight(actor, mary)).isTrue();
        assertThat(seals.areRight(actor, user("another"))).isFalse();
        assertThat(seals.areRight(actor, user("one"))).isTrue();
        assertThat(checks).hasValue(3);
    }

    /** An equal actor may be one that was made up: only the object that was checked is known. */
    @Test
    void checksEveryOtherActor() {
        User mary = user("one");
        Actor.LoggedIn actor = actor(mary);
        assertThat(seals.areRight(actor, mary)).isTrue();
        Actor.LoggedIn widened = new Actor.LoggedIn(
                actor.user(), ProofStrength.TWO_FACTORS, actor.scope(), actor.until(), actor.credential());
        for (int call = 0; call < 100; call++) {
            assertThat(seals.areRight(widened, mary)).isFalse();
        }
        assertThat(checks).hasValue(101);
    }

    @Test
    void remembersNoWrongSeal() {
        User mary = user("one");
        Actor.LoggedIn actor = actor(user("another"));
        assertThat(seals.areRight(actor, mary)).isFalse();
        assertThat(seals.areRight(actor, mary)).isFalse();
        assertThat(checks).hasValue(2);
    }

    /** Far more actors than are remembered. */
    @Test
    void forgetsRatherThanMixesUp() {
        User mary = user("one");
        User other = user("another");
        for (int number = 0; number < 10_000; number++) {
            Actor.LoggedIn actor = actor(mary);
            assertThat(seals.areRight(actor, mary)).isTrue();
            assertThat(seals.areRight(actor, other)).isFalse();
        }
    }

    private static Actor.LoggedIn actor(User stored) {
        return Actor.LoggedIn.by(
                stored,
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SessionId("0123456789abcdef0123456789abcdef")),
                NOW);
    }

    private static User user(String hash) {
        return User.of(new UserId("mary"), LoginIdentifiers.login("mary"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
                .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("free:" + hash)));
    }
}
