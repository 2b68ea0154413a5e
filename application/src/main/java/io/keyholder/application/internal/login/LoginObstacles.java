package io.keyholder.application.internal.login;

import io.keyholder.application.secondfactor.SecondFactorStatus;
import io.keyholder.application.user.LoginObstacle;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.sealing.UnsealableSecretException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finds what keeps a stored user out, without hashing anything: for reports of imports and audits. Thread-safe. */
public final class LoginObstacles {
    private final LoginPorts ports;

    public LoginObstacles(LoginPorts ports) {
        this.ports = ports;
    }

    /** Everything that keeps the user out now; empty when nothing does. */
    public Set<LoginObstacle> of(User user) {
        Instant now = ports.clock().instant();
        EnumSet<LoginObstacle> obstacles = EnumSet.noneOf(LoginObstacle.class);
        switch (user.lifecycle().admissionAt(now)) {
            case ADMITTED -> {}
            case DELETED -> obstacles.add(LoginObstacle.DELETED);
            case EXPIRED -> obstacles.add(LoginObstacle.EXPIRED);
            case DISABLED, REGISTERING, STATUS_UNKNOWN, AUTHENTICATION_REVOKED ->
                obstacles.add(LoginObstacle.NOT_ACTIVE);
        }
        if (user.credentials().checkableHash().isEmpty() && !hasToken(user, now)) {
            obstacles.add(LoginObstacle.NO_CREDENTIAL);
        }
        if (user.credentials().checkableHash().stream()
                .anyMatch(hash -> !ports.passwordHasher().isReadable(hash))) {
            obstacles.add(LoginObstacle.HASH_UNREADABLE);
        }
        if (statusOf(user) == SecondFactorStatus.UNUSABLE) {
            obstacles.add(LoginObstacle.SECOND_FACTOR_UNUSABLE);
        }
        return obstacles;
    }

    /** What a login asks of the user beside the password. */
    public SecondFactorStatus statusOf(User user) {
        SecondFactor factor = user.credentials().secondFactor();
        if (factor instanceof SecondFactor.On on) {
            return readable(on.secret(), user.id()).isPresent() ? SecondFactorStatus.ON : SecondFactorStatus.UNUSABLE;
        }
        if (factor instanceof SecondFactor.Unusable) {
            return SecondFactorStatus.UNUSABLE;
        }
        return factor instanceof SecondFactor.Pending ? SecondFactorStatus.PENDING : SecondFactorStatus.OFF;
    }

    /** The secret in clear; absent when it cannot be opened, or no code can be computed from it. */
    public Optional<TotpSecret> readable(TotpSecret stored, UserId user) {
        try {
            return Optional.of(ports.sealer().open(stored, user)).filter(ports.oneTimePassword()::isReadable);
        } catch (UnsealableSecretException unopenable) {
            return Optional.empty();
        }
    }

    private static boolean hasToken(User user, Instant now) {
        return !user.tokens().application().isEmpty()
                || user.tokens().authentication().values().stream().anyMatch(token -> token.isUsableAt(now));
    }
}
