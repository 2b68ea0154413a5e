package io.keyholder.application.login;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.login.AttemptPolicy;
import java.time.Duration;

/**
 * How a host wants logging in to work. Immutable; the defaults are sound.
 *
 * @param perUser how wrong attempts slow down those for one user
 * @param perSource how wrong attempts slow down those from one source
 * @param hashing how much hashing is taken on at once
 * @param ticketLife how long a right password waits for its code: 30 s to 30 min
 * @param passwordForm what a password field may hold
 * @param legacyTokens what becomes of application tokens that old databases keep in clear
 * @param recognitionLife how long a device or source that a user logged in from is known: a day to 400 days
 * @param clockLeeway how far the clock of the host that made a token may be ahead of this host's clock: none to 10
 *     minutes. A token lives no longer for it
 * @param passwordLoginLife how long a login by password lasts, with or without a second factor: a minute to 400 days
 */
public record LoginPolicy(
        AttemptPolicy perUser,
        AttemptPolicy perSource,
        HashingLimit hashing,
        Duration ticketLife,
        PasswordForm passwordForm,
        LegacyTokens legacyTokens,
        Duration recognitionLife,
        Duration clockLeeway,
        Duration passwordLoginLife) {
    /** What a password field may hold. */
    public enum PasswordForm {
        /** The password and nothing else. */
        PLAIN,
        /** As iCure: the password, {@code password|code}, or a token of the user. */
        ICURE
    }

    /** What becomes of application tokens that old databases keep in clear. */
    public enum LegacyTokens {
        /** They let no one in. */
        REFUSED,
        /** They let in once more, and are stored as a hash from then on. */
        CONVERTED_ON_USE
    }

    public LoginPolicy {
        if (ticketLife.compareTo(Duration.ofSeconds(30)) < 0 || ticketLife.compareTo(Duration.ofMinutes(30)) > 0) {
            throw new InvalidValueException("ticket life", "is not 30 seconds to 30 minutes");
        }
        if (recognitionLife.compareTo(Duration.ofDays(1)) < 0 || recognitionLife.compareTo(Duration.ofDays(400)) > 0) {
            throw new InvalidValueException("recognition life", "is not a day to 400 days");
        }
        if (clockLeeway.isNegative() || clockLeeway.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new InvalidValueException("clock leeway", "is not 0 to 10 minutes");
        }
        if (passwordLoginLife.compareTo(Duration.ofMinutes(1)) < 0
                || passwordLoginLife.compareTo(Duration.ofDays(400)) > 0) {
            throw new InvalidValueException("life of a login by password", "is not a minute to 400 days");
        }
    }

    /** The default policy on this machine. */
    public static LoginPolicy standard() {
        return new LoginPolicy(
                AttemptPolicy.PER_USER,
                AttemptPolicy.PER_SOURCE,
                HashingLimit.ofThisMachine(),
                Duration.ofMinutes(5),
                PasswordForm.PLAIN,
                LegacyTokens.REFUSED,
                Duration.ofDays(90),
                Duration.ofSeconds(60),
                Duration.ofDays(1));
    }

    /** The same with other limits for one user. */
    public LoginPolicy withPerUser(AttemptPolicy policy) {
        return new LoginPolicy(
                policy,
                perSource,
                hashing,
                ticketLife,
                passwordForm,
                legacyTokens,
                recognitionLife,
                clockLeeway,
                passwordLoginLife);
    }

    /** The same with other limits for one source. */
    public LoginPolicy withPerSource(AttemptPolicy policy) {
        return new LoginPolicy(
                perUser,
                policy,
                hashing,
                ticketLife,
                passwordForm,
                legacyTokens,
                recognitionLife,
                clockLeeway,
                passwordLoginLife);
    }

    /** The same with another bound on hashing. */
    public LoginPolicy withHashing(HashingLimit limit) {
        return new LoginPolicy(
                perUser,
                perSource,
                limit,
                ticketLife,
                passwordForm,
                legacyTokens,
                recognitionLife,
                clockLeeway,
                passwordLoginLife);
    }

    /** The same with another form of the password field. */
    public LoginPolicy withPasswordForm(PasswordForm form) {
        return new LoginPolicy(
                perUser,
                perSource,
                hashing,
                ticketLife,
                form,
                legacyTokens,
                recognitionLife,
                clockLeeway,
                passwordLoginLife);
    }

    /** The same with another treatment of legacy tokens. */
    public LoginPolicy withLegacyTokens(LegacyTokens treatment) {
        return new LoginPolicy(
                perUser,
                perSource,
                hashing,
                ticketLife,
                passwordForm,
                treatment,
                recognitionLife,
                clockLeeway,
                passwordLoginLife);
    }

    /** The same with another time for which devices and sources are known. */
    public LoginPolicy withRecognitionLife(Duration life) {
        return new LoginPolicy(
                perUser,
                perSource,
                hashing,
                ticketLife,
                passwordForm,
                legacyTokens,
                life,
                clockLeeway,
                passwordLoginLife);
    }

    /** The same with another leeway for clocks of other hosts that are ahead. */
    public LoginPolicy withClockLeeway(Duration leeway) {
        return new LoginPolicy(
                perUser,
                perSource,
                hashing,
                ticketLife,
                passwordForm,
                legacyTokens,
                recognitionLife,
                leeway,
                passwordLoginLife);
    }

    /** The same with another life of logins by password. */
    public LoginPolicy withPasswordLoginLife(Duration life) {
        return new LoginPolicy(
                perUser,
                perSource,
                hashing,
                ticketLife,
                passwordForm,
                legacyTokens,
                recognitionLife,
                clockLeeway,
                life);
    }
}
