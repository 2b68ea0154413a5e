package io.keyholder.springboot.security.web;

import io.keyholder.springboot.security.authentication.LoginFailures;
import io.keyholder.springboot.security.authentication.PresentedCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The second step of a login: takes the code that a person typed after a right password. */
final class CodeLoginFilter extends AbstractAuthenticationProcessingFilter {
    /** The field of the form. */
    static final String CODE = "code";

    private final LoginFailures failures;
    private final Clock clock;

    CodeLoginFilter(RequestMatcher posted, LoginFailures failures, Clock clock) {
        super(posted);
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        PendingCode pending = PendingCode.of(request, clock.instant()).orElseThrow(failures::tooLate);
        String code = request.getParameter(CODE);
        PresentedCode attempt = new PresentedCode(pending.ticket(), code == null ? "" : code);
        attempt.setDetails(authenticationDetailsSource.buildDetails(request));
        return getAuthenticationManager().authenticate(attempt);
    }

    @Override
    protected void successfulAuthentication(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Authentication login)
            throws IOException, ServletException {
        PendingCode.forget(request);
        super.successfulAuthentication(request, response, chain, login);
    }
}
