package io.keyholder.application.internal.login;

import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.PasswordSet.Origin;
import io.keyholder.ports.persistence.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * Replaces a hash in an outdated form by one of the same password in the current form, unless someone set another
 * password meanwhile. It never fails the login: a store that is broken now is asked again next time. Thread-safe.
 */
final class HashUpgrade {
    private final LoginPorts ports;
    private final LoginStates states;
    private final UserEdits edits;

    HashUpgrade(LoginPorts ports, LoginStates states) {
        this.ports = ports;
        this.states = states;
        this.edits = new UserEdits(ports.users());
    }

    /**
     * The user as stored afterwards, when its hash is still one of this password; absent when nothing could be stored
     * or another password was set meanwhile.
     *
     * @param session of the login that replaces the hash; every other one by password ends. Absent when none does yet
     */
    Optional<User> apply(User user, Password password, Optional<SessionId> session, Instant now) {
        Optional<PasswordHash> outdated = user.credentials().passwordHash();
        PasswordHash current = ports.passwordHasher().hash(password);
        try {
            User stored = edits.edit(
                            user.id(),
                            found -> found.credentials().passwordHash().equals(outdated)
                                    ? found.withCredentials(found.credentials().withPasswordHash(current))
                                    : found)
                    .user()
                    .orElse(user);
            if (stored.credentials().passwordHash().equals(Optional.of(current))) {
                ports.audit().record(new AuditEvent.PasswordSet(now, user.id(), Origin.HASH_UPGRADED));
                keepRecognition(user, outdated, current, session);
            }
            return Optional.of(stored).filter(found -> isOf(found, password, outdated, current));
        } catch (StoreException askAgainNextTime) {
            return Optional.empty();
        }
    }

    /** Another login with the same password may have replaced the hash at the same moment. */
    private boolean isOf(User found, Password password, Optional<PasswordHash> outdated, PasswordHash current) {
        Optional<PasswordHash> stored = found.credentials().passwordHash();
        return stored.equals(outdated)
                || stored.equals(Optional.of(current))
                || ports.passwordHasher().verify(password, stored).isMatch();
    }

    /** The password is the same, so the devices and sources that are known stay known. */
    private void keepRecognition(
            User user, Optional<PasswordHash> outdated, PasswordHash current, Optional<SessionId> session) {
        states.change(
                LoginStateKey.of(user.id()),
                state -> state.withSessions(state.sessions().withOnly(session))
                        .withRecognition(state.recognition()
                                .map(recognition -> recognition.belongsTo(outdated)
                                        ? recognition.reboundTo(current)
                                        : recognition)));
    }
}
