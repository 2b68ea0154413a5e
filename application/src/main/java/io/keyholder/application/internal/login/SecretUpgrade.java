package io.keyholder.application.internal.login;

import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.SecondFactorChanged.FactorChange;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.sealing.UnsealableSecretException;
import java.time.Instant;
import java.util.Optional;

/**
 * Seals a second-factor secret anew when it lies in clear or under an earlier key, so that the earlier key can be
 * thrown away one day. It never fails the login: what cannot be stored now is tried again next time. Thread-safe.
 */
final class SecretUpgrade {
    private final LoginPorts ports;
    private final UserEdits edits;

    SecretUpgrade(LoginPorts ports) {
        this.ports = ports;
        this.edits = new UserEdits(ports.users());
    }

    /** The user as stored afterwards, or as it was when nothing was to be sealed or could be stored. */
    User apply(User user, Instant now) {
        return user.credentials().secondFactor() instanceof SecondFactor.On on
                        && ports.sealer().isOutdated(on.secret())
                ? sealedAnew(user, on, now)
                : user;
    }

    private User sealedAnew(User user, SecondFactor.On outdated, Instant now) {
        try {
            TotpSecret plain = ports.sealer().open(outdated.secret(), user.id());
            SecondFactor current = new SecondFactor.On(ports.sealer().seal(plain, user.id()));
            Optional<User> stored = edits.edit(
                            user.id(),
                            found -> found.credentials().secondFactor().equals(outdated)
                                    ? found.withCredentials(found.credentials().withSecondFactor(current))
                                    : found)
                    .user();
            if (stored.filter(found -> found.credentials().secondFactor().equals(current))
                    .isPresent()) {
                ports.audit().record(new AuditEvent.SecondFactorChanged(now, user.id(), FactorChange.SECRET_RESEALED));
            }
            return stored.orElse(user);
        } catch (StoreException | UnsealableSecretException | InvalidValueException askAgainNextTime) {
            return user;
        }
    }
}
