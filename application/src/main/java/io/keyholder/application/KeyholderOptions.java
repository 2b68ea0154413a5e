package io.keyholder.application;

import io.keyholder.application.access.Limits;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.observation.Observer;
import java.time.Clock;
import java.util.Optional;

/**
 * What a host may choose beside store and cryptography. Immutable.
 *
 * @param clock what time it is
 * @param passwordRules what new passwords must be like; absent means {@link PasswordRules#standard} with the list of
 *     common passwords that the cryptography brings
 * @param loginPolicy how logging in works
 * @param auditTrail who is told what happened
 * @param userPolicy who may do what to users
 * @param roles what the roles of users mean
 * @param invitations how invitations leave the host
 * @param limits how much users may hold
 * @param hostName the name by which clients know this host, such as its DNS name: a proof that a client holds a key is
 *     good at the host of this name alone
 * @param observer is given what the library does, for metrics
 */
public record KeyholderOptions(
        Clock clock,
        Optional<PasswordRules> passwordRules,
        LoginPolicy loginPolicy,
        AuditTrail auditTrail,
        UserPolicy userPolicy,
        RoleCatalogue roles,
        InvitationOptions invitations,
        Limits limits,
        String hostName,
        Observer observer) {
    /** The name of a host that chose none. */
    public static final String UNNAMED = "keyholder";

    /** The defaults with this clock: standard rules and policies, no audit trail, roles that mean nothing. */
    public static KeyholderOptions of(Clock clock) {
        return new KeyholderOptions(
                clock,
                Optional.empty(),
                LoginPolicy.standard(),
                AuditTrail.NONE,
                UserPolicy.standard(),
                RoleCatalogue.EMPTY,
                InvitationOptions.NONE,
                Limits.STANDARD,
                UNNAMED,
                Observer.NONE);
    }

    /** The same with other rules for new passwords. */
    public KeyholderOptions withPasswordRules(PasswordRules rules) {
        return new KeyholderOptions(
                clock,
                Optional.of(rules),
                loginPolicy,
                auditTrail,
                userPolicy,
                roles,
                invitations,
                limits,
                hostName,
                observer);
    }

    /** The same with another way of logging in. */
    public KeyholderOptions withLoginPolicy(LoginPolicy policy) {
        return new KeyholderOptions(
                clock, passwordRules, policy, auditTrail, userPolicy, roles, invitations, limits, hostName, observer);
    }

    /** The same with an audit trail. */
    public KeyholderOptions withAuditTrail(AuditTrail trail) {
        return new KeyholderOptions(
                clock, passwordRules, loginPolicy, trail, userPolicy, roles, invitations, limits, hostName, observer);
    }

    /** The same with other rules about who may do what to users. */
    public KeyholderOptions withUserPolicy(UserPolicy policy) {
        return new KeyholderOptions(
                clock, passwordRules, loginPolicy, auditTrail, policy, roles, invitations, limits, hostName, observer);
    }

    /** The same with roles that mean something. */
    public KeyholderOptions withRoles(RoleCatalogue catalogue) {
        return new KeyholderOptions(
                clock,
                passwordRules,
                loginPolicy,
                auditTrail,
                userPolicy,
                catalogue,
                invitations,
                limits,
                hostName,
                observer);
    }

    /** The same with a way for invitations to leave. */
    public KeyholderOptions withInvitations(InvitationOptions options) {
        return new KeyholderOptions(
                clock, passwordRules, loginPolicy, auditTrail, userPolicy, roles, options, limits, hostName, observer);
    }

    /** The same with other limits to what users may hold. */
    public KeyholderOptions withLimits(Limits other) {
        return new KeyholderOptions(
                clock,
                passwordRules,
                loginPolicy,
                auditTrail,
                userPolicy,
                roles,
                invitations,
                other,
                hostName,
                observer);
    }

    /** The same under this name, by which clients know the host. */
    public KeyholderOptions withHostName(String name) {
        return new KeyholderOptions(
                clock, passwordRules, loginPolicy, auditTrail, userPolicy, roles, invitations, limits, name, observer);
    }

    /** The same with an observer, for metrics. */
    public KeyholderOptions withObserver(Observer other) {
        return new KeyholderOptions(
                clock, passwordRules, loginPolicy, auditTrail, userPolicy, roles, invitations, limits, hostName, other);
    }
}
