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

/** What logging in needs from outside; for hosts that wire by hand. */
public record LoginPorts(
        UserRepository users,
        LoginStateRepository states,
        PasswordHasher passwordHasher,
        TokenHasher tokenHasher,
        OneTimePassword oneTimePassword,
        SecretSealer sealer,
        SecretGenerator secrets,
        AuditTrail audit,
        Clock clock) {}
