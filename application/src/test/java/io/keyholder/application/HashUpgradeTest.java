package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HashUpgradeTest {
    private static final PasswordHash OUTDATED = TransparentCrypto.outdatedHash(Fixture.SECRET);
    private static final PasswordHash CURRENT = TransparentCrypto.currentHash(Fixture.SECRET);

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final UserId id = fixture.user("ada").id();

    @BeforeEach
    void giveTheUserAnOutdatedHash() {
        setHash(OUTDATED);
    }

    @Test
    void replacesAnOutdatedHash() {
        LogInResult result = logIn();

        assertThat(storedHash()).isEqualTo(CURRENT);
        assertThat(((LogInResult.Accepted) result).user()).isEqualTo(fixture.stored(id));
        assertThat(fixture.audit)
                .contains(new AuditEvent.PasswordSet(
                        Fixture.NOW_IN_MILLIS, id, AuditEvent.PasswordSet.Origin.HASH_UPGRADED, Optional.of(id)));
    }

    @Test
    void leavesACurrentHashAlone() {
        setHash(CURRENT);
        User before = fixture.stored(id);

        logIn();

        assertThat(fixture.stored(id)).isEqualTo(before);
    }

    @Test
    void leavesTheHashOfAUserThatIsNotLetInAlone() {
        keyholder
                .users()
                .modify(
                        Actor.host(),
                        id,
                        user -> user.withCredentials(user.credentials().withSecondFactor(new SecondFactor.Unusable())));

        assertThat(logIn().isAccepted()).isFalse();
        assertThat(storedHash()).isEqualTo(OUTDATED);
    }

    @Test
    void keepsWhatSomebodyElseChangedMeanwhile() {
        fixture.storage.beforeEachWrite(once(() -> rename("Countess")));

        assertThat(logIn().isAccepted()).isTrue();
        assertThat(storedHash()).isEqualTo(CURRENT);
        assertThat(fixture.stored(id).profile().name()).contains("Countess");
    }

    @Test
    void leavesAPasswordAloneThatWasSetMeanwhile() {
        PasswordHash other = TransparentCrypto.currentHash("another one");
        fixture.storage.beforeEachWrite(once(() -> setHash(other)));

        assertThat(logIn().isAccepted()).isTrue();
        assertThat(storedHash()).isEqualTo(other);
        assertThat(fixture.audit).noneMatch(AuditEvent.PasswordSet.class::isInstance);
    }

    @Test
    void letsTheUserInThoughTheNewHashCannotBeStored() {
        fixture.storage.beforeEachWrite(() -> {
            throw new StoreUnavailableException("read only", null);
        });

        assertThat(logIn().isAccepted()).isTrue();
        assertThat(storedHash()).isEqualTo(OUTDATED);
    }

    private LogInResult logIn() {
        return keyholder.logIn("ada", Fixture.password());
    }

    private PasswordHash storedHash() {
        return fixture.stored(id).credentials().passwordHash().orElseThrow();
    }

    private void setHash(PasswordHash hash) {
        keyholder
                .users()
                .modify(
                        Actor.host(),
                        id,
                        user -> user.withCredentials(user.credentials().withPasswordHash(hash)));
    }

    private void rename(String name) {
        keyholder.users().modify(Actor.host(), id, user -> user.withProfile(Profile.NONE.withName(name)));
    }

    private static Runnable once(Runnable action) {
        AtomicInteger runs = new AtomicInteger();
        return () -> {
            if (runs.getAndIncrement() == 0) {
                action.run();
            }
        };
    }
}
