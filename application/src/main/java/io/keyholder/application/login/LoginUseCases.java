package io.keyholder.application.login;

import io.keyholder.application.access.UserAccess;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.permission.RoleCatalogue;

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
 */
public record LoginUseCases(
        LoginGate gate,
        PasswordChanges passwords,
        SecondFactors secondFactors,
        TokenAdministration tokens,
        InvitationRedemption redemption,
        PasswordHashing hashing,
        LoginObstacles obstacles) {
    /** The use cases over these ports, with the standard policy about users. Make them once a host: the bound on hashing holds for each making by itself. */
    public static LoginUseCases over(LoginPorts ports, LoginPolicy policy, PasswordRules rules) {
        return over(
                ports,
                policy,
                rules,
                new UserAccess(
                        ports.users(), UserPolicy.standard(), RoleCatalogue.EMPTY, ports.audit(), ports.clock()));
    }

    /** The same with the rules about who may do what. */
    public static LoginUseCases over(LoginPorts ports, LoginPolicy policy, PasswordRules rules, UserAccess access) {
        HashingQueue queue = new HashingQueue(policy.hashing());
        LoginGate gate = new LoginGate(ports, policy, queue);
        return new LoginUseCases(
                gate,
                new PasswordChanges(ports, policy, rules, access, queue),
                new SecondFactors(ports, policy, access),
                new TokenAdministration(ports, access),
                new InvitationRedemption(ports, policy, gate, rules, queue),
                new PasswordHashing(ports.passwordHasher(), queue),
                new LoginObstacles(ports));
    }
}
