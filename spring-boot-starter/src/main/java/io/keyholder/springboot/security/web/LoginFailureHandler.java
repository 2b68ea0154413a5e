package io.keyholder.springboot.security.web;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.security.authentication.CodeNeededException;
import io.keyholder.springboot.security.authentication.LoginFailures;
import io.keyholder.springboot.security.authentication.LoginRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/**
 * Leads a person on who is not in: to the code that is asked for, to a new password where one is demanded, or back to
 * the form with the reason. Keeps no credential in the session.
 */
final class LoginFailureHandler implements AuthenticationFailureHandler {
    private final LoginPages pages;
    private final LoginFailures failures;
    private final Keyholder keyholder;
    private final Clock clock;
    private final RedirectStrategy redirects = new DefaultRedirectStrategy();

    LoginFailureHandler(LoginPages pages, LoginFailures failures, Keyholder keyholder, Clock clock) {
        this.pages = pages;
        this.failures = failures;
        this.keyholder = keyholder;
        this.clock = clock;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        redirects.sendRedirect(request, response, next(request, failure));
    }

    private String next(HttpServletRequest request, AuthenticationException failure) {
        if (failure instanceof CodeNeededException needed) {
            renew(request);
            new PendingCode(needed.ticket(), needed.until()).keepIn(request);
            return pages.codePage();
        }
        Optional<UserId> mustChange = demanded(request, failure);
        if (mustChange.isPresent()) {
            renew(request);
            PendingPassword.keepIn(request, mustChange.get());
            return pages.passwordPage();
        }
        request.getSession().setAttribute(WebAttributes.AUTHENTICATION_EXCEPTION, failures.withoutRequest(failure));
        boolean waitsForCode = PendingCode.of(request, clock.instant()).isPresent() && pages.isCodeStep(request);
        return (waitsForCode ? pages.codePage() : pages.loginPage()) + "?error";
    }

    /** Whose password was right and must be changed; absent for every other failure. */
    private Optional<UserId> demanded(HttpServletRequest request, AuthenticationException failure) {
        String typed = request.getParameter(UsernamePasswordAuthenticationFilter.SPRING_SECURITY_FORM_USERNAME_KEY);
        boolean isDemanded = LoginRefusedException.behind(failure)
                .filter(refused -> refused.reason() == RefusalReason.PASSWORD_CHANGE_REQUIRED)
                .isPresent();
        return isDemanded && typed != null
                ? keyholder.users().find(Actor.host(), typed).single().map(User::id)
                : Optional.empty();
    }

    /** A session that was there before the password was right gets another id. */
    private static void renew(HttpServletRequest request) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
    }
}
