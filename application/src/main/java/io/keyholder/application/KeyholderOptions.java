package io.keyholder.application;

import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.PasswordRules;
import io.keyholder.ports.audit.AuditTrail;
import java.time.Clock;
import java.util.Optional;

/**
 * What a host may choose beside store and cryptography. Immutable.
 *
 * @param clock what time it is
 * @param passwordRules what new passwords must be like; absent means {@link PasswordRules#standard} with the list of common
 *     passwords that the cryptography brings
 * @param loginPolicy how logging in works
 * @param auditTrail who is told what happened
 */
public record KeyholderOptions(
        Clock clock, Optional<PasswordRules> passwordRules, LoginPolicy loginPolicy, AuditTrail auditTrail) {
    /** The defaults with this clock: standard rules, the standard policy, no audit trail. */
    public static KeyholderOptions of(Clock clock) {
        return new KeyholderOptions(clock, Optional.empty(), LoginPolicy.standard(), AuditTrail.NONE);
    }

    /** The same with other rules for new passwords. */
    public KeyholderOptions withPasswordRules(PasswordRules rules) {
        return new KeyholderOptions(clock, Optional.of(rules), loginPolicy, auditTrail);
    }

    /** The same with another way of logging in. */
    public KeyholderOptions withLoginPolicy(LoginPolicy policy) {
        return new KeyholderOptions(clock, passwordRules, policy, auditTrail);
    }

    /** The same with an audit trail. */
    public KeyholderOptions withAuditTrail(AuditTrail trail) {
        return new KeyholderOptions(clock, passwordRules, loginPolicy, trail);
    }
}
