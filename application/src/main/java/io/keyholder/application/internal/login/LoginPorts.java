package io.keyholder.application.internal.login;

import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import java.time.Clock;

/**
 * What logging in needs from outside; for hosts that wire by hand.
 *
 * @param users the users
 * @param states what is remembered about logins
 * @param passwordHasher is given passwords in Unicode's composed form, and those that do not match in the other form,
 *     too
 * @param tokenHasher for tokens and codes
 * @param oneTimePassword for codes of authenticators
 * @param sealer for secrets of second factors
 * @param secrets random bytes
 * @param audit is given what happens
 * @param clock the time
 */
public record LoginPorts(
        UserRepository users,
        LoginStateRepository states,
        PasswordHasher passwordHasher,
        TokenHasher tokenHasher,
        OneTimePassword oneTimePassword,
        SecretSealer sealer,
        SecretGenerator secrets,
        AuditTrail audit,
        Clock clock) {
    public LoginPorts {
        passwordHasher = EquivalentPasswords.over(passwordHasher);
    }
}
