package io.keyholder.application;

import io.keyholder.application.login.PasswordRules;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.hashing.PasswordBlocklist;
import java.time.Clock;

/**
 * What a host may choose beside store and cryptography. Immutable.
 *
 * @param clock what time it is
 * @param passwordRules what new passwords must be like
 * @param auditTrail who is told what happened
 */
public record KeyholderOptions(Clock clock, PasswordRules passwordRules, AuditTrail auditTrail) {
    /** New passwords have at least eight characters and nothing of the user in them. */
    public static final PasswordRules DEFAULT_PASSWORD_RULES = new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY);

    /** The defaults with this clock: {@link #DEFAULT_PASSWORD_RULES}, no audit trail. */
    public static KeyholderOptions of(Clock clock) {
        return new KeyholderOptions(clock, DEFAULT_PASSWORD_RULES, AuditTrail.NONE);
    }

    /** The same with other rules for new passwords. */
    public KeyholderOptions withPasswordRules(PasswordRules rules) {
        return new KeyholderOptions(clock, rules, auditTrail);
    }

    /** The same with an audit trail. */
    public KeyholderOptions withAuditTrail(AuditTrail trail) {
        return new KeyholderOptions(clock, passwordRules, trail);
    }
}
