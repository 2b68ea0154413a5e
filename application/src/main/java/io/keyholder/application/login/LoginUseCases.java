package io.keyholder.application.login;

/**
 * Everything about logging in over one set of ports, with one bound on hashing for all of it. Thread-safe.
 *
 * @param gate judges attempts to log in
 * @param passwords sets new passwords
 * @param secondFactors enrols, confirms and removes second factors
 * @param tokens makes and revokes tokens
 */
public record LoginUseCases(
        LoginGate gate, PasswordChanges passwords, SecondFactors secondFactors, TokenAdministration tokens) {
    /** The use cases over these ports. Make them once a host: the bound on hashing holds for each making by itself. */
    public static LoginUseCases over(LoginPorts ports, LoginPolicy policy, PasswordRules rules) {
        HashingQueue queue = new HashingQueue(policy.hashing());
        return new LoginUseCases(
                new LoginGate(ports, policy, queue),
                new PasswordChanges(ports, policy, rules, queue),
                new SecondFactors(ports, policy),
                new TokenAdministration(ports));
    }
}
