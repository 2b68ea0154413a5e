package io.keyholder.application.internal.wiring;

import io.keyholder.application.access.Limits;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.credential.PasswordUseCases;
import io.keyholder.application.internal.credential.SecondFactorUseCases;
import io.keyholder.application.internal.credential.TokenUseCases;
import io.keyholder.application.internal.login.HashingQueue;
import io.keyholder.application.internal.login.InvitationRedemption;
import io.keyholder.application.internal.login.LoginGate;
import io.keyholder.application.internal.login.LoginObstacles;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.login.PasswordHashing;
import io.keyholder.application.internal.login.SessionUseCases;
import io.keyholder.application.internal.notice.SecurityNotices;
import io.keyholder.application.internal.observation.Observing;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.ports.observation.Observer;

/**
 * Everything about logging in over one set of ports, with one bound on hashing for all of it. Thread-safe.
 *
 * @param gate judges attempts to log in
 * @param passwords sets new passwords
 * @param secondFactors enrols, confirms and removes second factors
 * @param tokens makes and revokes tokens
 * @param redemption turns the secrets of invitations into passwords
 * @param hashing hashes the passwords of new users
 * @param obstacles finds what keeps a stored user out
 * @param sessions lists and ends logins that go on
 * @param queue bounds the hashing of all of these
 */
public record LoginUseCases(
        LoginGate gate,
        PasswordUseCases passwords,
        SecondFactorUseCases secondFactors,
        TokenUseCases tokens,
        InvitationRedemption redemption,
        PasswordHashing hashing,
        LoginObstacles obstacles,
        SessionUseCases sessions,
        HashingQueue queue) {
    /**
     * The use cases over these ports, with the standard policy about users. Make them once a host: the bound on hashing
     * holds for each making by itself.
     */
    public static LoginUseCases over(LoginPorts ports, LoginPolicy policy, PasswordRules rules) {
        return over(
                ports,
                policy,
                rules,
                new UserAccess(
                        ports.users(),
                        ports.states(),
                        UserPolicy.standard(),
                        RoleCatalogue.EMPTY,
                        ports.audit(),
                        ports.clock(),
                        Limits.STANDARD,
                        policy.passwordLoginLife()),
                SecurityNotices.none(),
                Observing.by(Observer.NONE));
    }

    /** The same with the rules about who may do what, notices to users, and an observer. */
    public static LoginUseCases over(
            LoginPorts ports,
            LoginPolicy policy,
            PasswordRules rules,
            UserAccess access,
            SecurityNotices notices,
            Observing observing) {
        HashingQueue queue =
                new HashingQueue(policy.hashing(), ports.passwordHasher().lanes(), observing);
        LoginGate gate = new LoginGate(ports, policy, queue, access);
        return new LoginUseCases(
                gate,
                new PasswordUseCases(ports, policy, rules, access, queue, notices),
                new SecondFactorUseCases(ports, policy, access, notices),
                new TokenUseCases(ports, access),
                new InvitationRedemption(ports, policy, gate, rules, queue),
                new PasswordHashing(ports.passwordHasher(), queue),
                new LoginObstacles(ports),
                new SessionUseCases(ports, policy, access, gate, observing),
                queue);
    }
}
