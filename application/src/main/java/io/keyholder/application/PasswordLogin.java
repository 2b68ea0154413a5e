package io.keyholder.application;

import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.persistence.IdentifierLookup;
import java.util.Optional;

/**
 * Logs users in by password. Whoever is named and whatever is stored, the password is verified exactly once, and nothing but
 * a right one changes the answer, so neither time nor wording tells a guesser who exists. Thread-safe.
 */
final class PasswordLogin {
    private final UserLookup lookup;
    private final PasswordHasher hasher;
    private final HashUpgrade upgrade;
    private final AuditTrail audit;
    private final Now now;

    PasswordLogin(UserLookup lookup, PasswordHasher hasher, HashUpgrade upgrade, AuditTrail audit, Now now) {
        this.lookup = lookup;
        this.hasher = hasher;
        this.upgrade = upgrade;
        this.audit = audit;
        this.now = now;
    }

    LogInResult logIn(String identifier, Password password) {
        IdentifierLookup found = lookup.find(identifier);
        Optional<User> user = found.single();
        Optional<PasswordHash> hash = user.map(User::credentials).flatMap(Credentials::checkableHash);
        Verification verification = hasher.verify(password, hash);
        if (user.isEmpty()) {
            return refused(user, nobody(found));
        }
        return proofRefusal(hash, password, verification)
                .or(() -> admissionRefusal(user.get()))
                .or(() -> secondFactorRefusal(user.get()))
                .map(reason -> refused(user, reason))
                .orElseGet(() -> accepted(user.get(), password, verification));
    }

    private static RefusalReason nobody(IdentifierLookup found) {
        return found instanceof IdentifierLookup.Ambiguous
                ? RefusalReason.AMBIGUOUS_IDENTIFIER
                : RefusalReason.UNKNOWN_USER;
    }

    private static Optional<RefusalReason> proofRefusal(
            Optional<PasswordHash> hash, Password password, Verification verification) {
        if (hash.isEmpty()) {
            return Optional.of(RefusalReason.NO_SUCH_CREDENTIAL);
        }
        if (verification == Verification.UNREADABLE) {
            return Optional.of(RefusalReason.UNREADABLE_CREDENTIAL);
        }
        return verification.isMatch() && !password.isEmpty()
                ? Optional.empty()
                : Optional.of(RefusalReason.WRONG_CREDENTIAL);
    }

    private Optional<RefusalReason> admissionRefusal(User user) {
        Admission admission = user.admissionAt(now.get());
        return switch (admission) {
            case ADMITTED -> Optional.empty();
            case DELETED -> Optional.of(RefusalReason.DELETED);
            case DISABLED -> Optional.of(RefusalReason.DISABLED);
            case REGISTERING -> Optional.of(RefusalReason.REGISTERING);
            case STATUS_UNKNOWN -> Optional.of(RefusalReason.STATUS_UNKNOWN);
            case EXPIRED -> Optional.of(RefusalReason.EXPIRED);
        };
    }

    private static Optional<RefusalReason> secondFactorRefusal(User user) {
        SecondFactor factor = user.credentials().secondFactor();
        if (!factor.isDemanded()) {
            return Optional.empty();
        }
        return Optional.of(
                factor instanceof SecondFactor.Unusable
                        ? RefusalReason.SECOND_FACTOR_UNUSABLE
                        : RefusalReason.SECOND_FACTOR_REQUIRED);
    }

    private LogInResult refused(Optional<User> user, RefusalReason reason) {
        audit.record(new AuditEvent.LoginRefused(now.get(), user.map(User::id), reason, Optional.empty()));
        return new LogInResult.Refused(reason.toOutside(), Optional.empty());
    }

    private LogInResult accepted(User user, Password password, Verification verification) {
        User current = verification == Verification.MATCHED_OUTDATED ? upgrade.upgraded(user, password) : user;
        audit.record(new AuditEvent.LoginAccepted(now.get(), user.id(), ProofStrength.PASSWORD, Optional.empty()));
        return new LogInResult.Accepted(current, ProofStrength.PASSWORD, TokenScope.unrestricted(), Optional.empty());
    }
}
