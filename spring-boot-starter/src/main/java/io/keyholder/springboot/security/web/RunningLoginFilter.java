package io.keyholder.springboot.security.web;

import io.keyholder.domain.access.Refusal;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.springboot.security.authentication.KeyholderAuthentication;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks the login of the session when a request first asks for it: a login that has ended takes its session with it. A
 * request that asks for no user costs nothing.
 */
final class RunningLoginFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RunningLoginFilter.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String ENDED = RunningLoginFilter.class.getName() + ".ended";

    private final RunningLogins logins;
    private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

    RunningLoginFilter(RunningLogins logins) {
        this.logins = logins;
    }

    /** Why the login of this request's session has ended; absent when it has not. */
    static Optional<Refusal.Reason> end(HttpServletRequest request) {
        return request.getAttribute(ENDED) instanceof Refusal.Reason reason ? Optional.of(reason) : Optional.empty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Supplier<SecurityContext> kept = contexts.getDeferredContext();
        contexts.setDeferredContext(SingletonSupplier.of(() -> checked(kept.get(), request)));
        try {
            chain.doFilter(request, response);
        } catch (StoreException broken) {
            if (response.isCommitted()) {
                throw broken;
            }
            LOG.error("A login could not be checked", broken);
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private SecurityContext checked(SecurityContext kept, HttpServletRequest request) {
        if (!(kept.getAuthentication() instanceof KeyholderAuthentication login)) {
            return kept;
        }
        RunningLogins.Checked checked;
        try {
            checked = logins.check(login);
        } catch (StoreException broken) {
            return withoutUser(request, broken);
        }
        return checked instanceof RunningLogins.Checked.GoesOn running
                ? new SecurityContextImpl(running.login())
                : ended(request, ((RunningLogins.Checked.Ended) checked).reason());
    }

    /** An error page needs no user, so it is shown also where the broken store is the error. */
    private static SecurityContext withoutUser(HttpServletRequest request, StoreException broken) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return new SecurityContextImpl();
        }
        throw broken;
    }

    private static SecurityContext ended(HttpServletRequest request, Refusal.Reason reason) {
        request.setAttribute(ENDED, reason);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return new SecurityContextImpl();
    }
}
