package io.keyholder.application;

import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.hashing.PasswordBlocklist;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A facade over doubles, at a fixed moment, with everything that it touches in reach. */
public final class Fixture {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    public static final Instant NOW_IN_MILLIS = Instant.parse("2026-03-01T12:00:00.123Z");
    public static final String SECRET = "correct horse";

    public final TableStorage storage = new TableStorage();
    public final TransparentCrypto crypto = new TransparentCrypto();
    /** All but the changes of users and keys. */
    final List<AuditEvent> audit = new ArrayList<>();

    public final List<AuditEvent.UserChanged> changes = new ArrayList<>();
    public final List<AuditEvent.KeyChanged> keyChanges = new ArrayList<>();
    public final Keyholder keyholder = Keyholder.open(
            storage,
            crypto,
            KeyholderOptions.of(Clock.fixed(NOW, ZoneOffset.UTC))
                    .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                    .withAuditTrail(this::note));

    public static Password password() {
        return Password.of(SECRET);
    }

    /** Creates a user with a login and the password, changed by {@code change}. */
    public User user(String login, UnaryOperator<NewUser> change) {
        NewUser user = NewUser.of(LoginIdentifiers.login(login)).withPassword(password());
        CreateResult result = keyholder.users().create(Actor.host(), change.apply(user));
        return ((CreateResult.Created) result).user();
    }

    public User user(String login) {
        return user(login, same -> same);
    }

    public User stored(UserId id) {
        return keyholder.users().find(Actor.host(), id).single().orElseThrow();
    }

    private void note(AuditEvent event) {
        if (event instanceof AuditEvent.KeyChanged changed) {
            keyChanges.add(changed);
        } else if (event instanceof AuditEvent.UserChanged changed) {
            changes.add(changed);
        } else {
            audit.add(event);
        }
    }
}
