package io.keyholder.springboot.security.web;

import io.keyholder.application.Keyholder;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.springboot.message.KeyholderMessages;
import io.keyholder.springboot.security.authentication.LoginFailures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the new password of a user that gets in only after choosing one. The old password is proved again, and the user
 * then logs in with the new one, and with its second factor.
 */
final class PasswordStepFilter extends OncePerRequestFilter {
    /** The field of the old password. */
    static final String OLD = "old";

    /** The field of the new password. */
    static final String FRESH = "fresh";

    private final RequestMatcher posted;
    private final Keyholder keyholder;
    private final KeyholderMessages messages;
    private final LoginFailures failures;
    private final LoginPages pages;
    private final RedirectStrategy redirects = new DefaultRedirectStrategy();

    PasswordStepFilter(
            RequestMatcher posted,
            Keyholder keyholder,
            KeyholderMessages messages,
            LoginFailures failures,
            LoginPages pages) {
        this.posted = posted;
        this.keyholder = keyholder;
        this.messages = messages;
        this.failures = failures;
        this.pages = pages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!posted.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<UserId> user = PendingPassword.of(request);
        if (user.isEmpty()) {
            fail(request, response, failures.tooLate(), pages.loginPage());
            return;
        }
        Optional<AuthenticationException> failure = change(user.get(), request);
        if (failure.isPresent()) {
            fail(request, response, failure.get(), pages.passwordPage());
            return;
        }
        PendingPassword.forget(request);
        redirects.sendRedirect(request, response, pages.loginPage() + "?changed");
    }

    private Optional<AuthenticationException> change(UserId user, HttpServletRequest request) {
        try (Password old = Password.of(text(request, OLD));
                Password fresh = Password.of(text(request, FRESH))) {
            return failure(keyholder.passwords().change(Actor.host(), user, old, fresh, TokensAfterwards.REVOKED));
        } catch (InvalidValueException malformed) {
            return Optional.of(failures.malformed());
        }
    }

    private Optional<AuthenticationException> failure(PasswordChangeResult result) {
        if (result instanceof PasswordChangeResult.Changed) {
            return Optional.empty();
        }
        if (result instanceof PasswordChangeResult.Refused refused) {
            return Optional.of(new BadCredentialsException(refused.flaws().stream()
                    .map(PasswordFlaw::text)
                    .map(messages::text)
                    .sorted()
                    .collect(Collectors.joining(" "))));
        }
        if (result instanceof PasswordChangeResult.Busy) {
            return Optional.of(failures.busy());
        }
        if (result instanceof PasswordChangeResult.Paused paused) {
            return Optional.of(failures.refused(RefusalReason.PAUSED, Optional.of(paused.retryAt())));
        }
        return Optional.of(
                result instanceof PasswordChangeResult.NotAdmitted notAdmitted
                        ? failures.refused(notAdmitted.reason().toOutside(), Optional.empty())
                        : failures.malformed());
    }

    private void fail(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure, String page)
            throws IOException {
        request.getSession().setAttribute(WebAttributes.AUTHENTICATION_EXCEPTION, failures.withoutRequest(failure));
        redirects.sendRedirect(request, response, page + "?error");
    }

    private static String text(HttpServletRequest request, String field) {
        String value = request.getParameter(field);
        return value == null ? "" : value;
    }
}
