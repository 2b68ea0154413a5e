package io.keyholder.springboot.security.authentication;

import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.ports.failure.KeyholderException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets users of Keyholder in by password, by the code that a right password asks for, and by token. What lets no user
 * in is an exception of Spring Security, with the reason as its cause: see {@link LoginRefusedException},
 * {@link CodeNeededException} and {@link LoginBusyException}. The source of an attempt is the remote address of the
 * request. Thread-safe.
 */
public final class KeyholderAuthenticationProvider implements AuthenticationProvider {
    private final Keyholder keyholder;
    private final Authorities authorities;
    private final LoginFailures failures;

    /** Judges by this library; the failures give the sentences. */
    public KeyholderAuthenticationProvider(Keyholder keyholder, Authorities authorities, LoginFailures failures) {
        this.keyholder = keyholder;
        this.authorities = authorities;
        this.failures = failures;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication)
                || PresentedCode.class.isAssignableFrom(authentication)
                || PresentedToken.class.isAssignableFrom(authentication);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        LogInResult result;
        try {
            result = judge(attempt);
        } catch (InvalidValueException malformed) {
            throw failures.malformed();
        } catch (KeyholderException broken) {
            throw failures.broken(broken);
        }
        if (result instanceof LogInResult.Accepted accepted) {
            KeyholderAuthentication in = new KeyholderAuthentication(
                    KeyholderPrincipal.of(accepted.actor()), authorities.of(accepted.user(), accepted.actor()));
            in.setDetails(attempt.getDetails());
            return in;
        }
        throw failures.of(result);
    }

    private LogInResult judge(Authentication attempt) {
        String secret = text(attempt.getCredentials());
        if (attempt instanceof PresentedCode code) {
            return keyholder.logIn(from(LogInRequest.withCode(code.ticket(), secret), attempt));
        }
        try (Password password = Password.of(secret)) {
            LogInRequest request = attempt instanceof PresentedToken
                    ? LogInRequest.withToken(password)
                    : LogInRequest.withPassword(text(attempt.getPrincipal()), password);
            return keyholder.logIn(from(request, attempt));
        }
    }

    /** Behind a proxy the address is the client's only where Spring Boot is set to read forwarded headers. */
    private static LogInRequest from(LogInRequest request, Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null
                ? request.from(details.getRemoteAddress())
                : request;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
