package io.keyholder.springboot.security.authentication;

import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.springboot.message.KeyholderMessages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.authentication.AccountExpiredException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;

/**
 * The exceptions of Spring Security that stand for the results of a login, with sentences in the person's language.
 * Thread-safe.
 */
public final class LoginFailures {
    private static final int SECONDS_A_MINUTE = 60;

    private final KeyholderMessages messages;
    private final Clock clock;

    /** With sentences from these messages; the clock gives how long a pause lasts. */
    public LoginFailures(KeyholderMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** The exception of a result that lets no user in. */
    public AuthenticationException of(LogInResult result) {
        if (result instanceof LogInResult.CodeNeeded needed) {
            return new CodeNeededException(
                    messages.text(RefusalReason.SECOND_FACTOR_REQUIRED.text()), needed.ticket(), needed.until());
        }
        if (result instanceof LogInResult.Refused refused) {
            return refused(refused.reason(), refused.retryAt());
        }
        return busy();
    }

    /** Too many passwords are being hashed. */
    public AuthenticationException busy() {
        return new LoginBusyException(messages.text("login.BUSY"));
    }

    /** The exception of a reason. */
    public AuthenticationException refused(RefusalReason reason, Optional<Instant> retryAt) {
        LoginRefusedException cause = new LoginRefusedException(reason, retryAt);
        String text = messages.text(reason.text())
                + retryAt.map(moment -> " " + messages.text("login.retryIn", minutesUntil(moment)))
                        .orElse("");
        return switch (reason) {
            case PAUSED, SECOND_FACTOR_BLOCKED -> new LockedException(text, cause);
            case DISABLED, REGISTERING, AUTHENTICATION_REVOKED, DELETED, STATUS_UNKNOWN ->
                new DisabledException(text, cause);
            case EXPIRED -> new AccountExpiredException(text, cause);
            case PASSWORD_CHANGE_REQUIRED -> new CredentialsExpiredException(text, cause);
            case SECOND_FACTOR_REQUIRED, SECOND_FACTOR_UNUSABLE, PROOF_TOO_WEAK ->
                new InsufficientAuthenticationException(text, cause);
            case UNKNOWN_USER,
                    AMBIGUOUS_IDENTIFIER,
                    WRONG_CREDENTIAL,
                    NO_SUCH_CREDENTIAL,
                    UNREADABLE_CREDENTIAL,
                    CODE_REUSED,
                    TOKEN_EXPIRED -> new BadCredentialsException(text, cause);
        };
    }

    /** What was presented cannot be a credential at all. */
    public AuthenticationException malformed() {
        return refused(RefusalReason.WRONG_CREDENTIAL, Optional.empty());
    }

    /** No login waits for a code, or its time is over. */
    public AuthenticationException tooLate() {
        return new CredentialsExpiredException(messages.text("login.CODE_TOO_LATE"));
    }

    /** The store or the cryptography is broken: nothing was judged. */
    public AuthenticationException broken(RuntimeException cause) {
        return new InternalAuthenticationServiceException(messages.text("login.UNAVAILABLE"), cause);
    }

    /** The same failure without the attempt that led to it, so that no credential is kept with it. */
    public AuthenticationException withoutRequest(AuthenticationException failure) {
        Optional<LoginRefusedException> refused = LoginRefusedException.behind(failure);
        if (refused.isPresent()) {
            return refused(refused.get().reason(), refused.get().retryAt());
        }
        String text = failure.getMessage();
        return new BadCredentialsException(text == null ? messages.text("login.UNAVAILABLE") : text);
    }

    private long minutesUntil(Instant moment) {
        long seconds = Duration.between(clock.instant(), moment).toSeconds();
        return Math.max(1, (seconds + SECONDS_A_MINUTE - 1) / SECONDS_A_MINUTE);
    }
}
