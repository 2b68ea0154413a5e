package io.keyholder.springboot.security.web;

import io.keyholder.springboot.security.authentication.LoginBusyException;
import io.keyholder.springboot.security.authentication.LoginRefusedException;
import io.keyholder.springboot.security.authentication.PresentedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request in by the token in {@code Authorization: Bearer}, for that request alone: no session is made, and that
 * of a cookie does not count. A wrong token ends the request (RFC 6750).
 */
final class BearerTokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final AuthenticationManager manager;
    private final WebAuthenticationDetailsSource details = new WebAuthenticationDetailsSource();
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
    private final SecurityContextHolderStrategy holder = SecurityContextHolder.getContextHolderStrategy();

    BearerTokenFilter(AuthenticationManager manager) {
        this.manager = manager;
    }

    /** Whether a request presents a bearer token. No browser sends one of its own accord, so no form can forge it. */
    static boolean isBearer(HttpServletRequest request) {
        return presented(request).isPresent();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> token = presented(request);
        if (token.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        PresentedToken attempt = new PresentedToken(token.get());
        attempt.setDetails(details.buildDetails(request));
        try {
            letIn(manager.authenticate(attempt), request, response);
        } catch (AuthenticationException failure) {
            refuse(response, failure);
            return;
        }
        chain.doFilter(request, response);
    }

    private void letIn(Authentication login, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(login);
        holder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private static void refuse(HttpServletResponse response, AuthenticationException failure) throws IOException {
        String sentence = String.valueOf(failure.getMessage());
        if (failure instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            String reason = failure instanceof LoginBusyException ? "login.BUSY" : "login.UNAVAILABLE";
            ProblemWriter.write(response, HttpStatus.SERVICE_UNAVAILABLE, reason, sentence);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME + " error=\"invalid_token\"");
        String reason = LoginRefusedException.behind(failure)
                .map(refused -> refused.reason().text().key())
                .orElse("login.WRONG_CREDENTIAL");
        ProblemWriter.write(response, HttpStatus.UNAUTHORIZED, reason, sentence);
    }

    private static Optional<String> presented(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean isBearer = header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
        return isBearer ? Optional.of(header.substring(SCHEME.length()).strip()) : Optional.empty();
    }
}
