package io.keyholder.web.session;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.security.authentication.Authorities;
import io.keyholder.springboot.security.authentication.KeyholderAuthentication;
import io.keyholder.springboot.security.authentication.KeyholderPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Puts logins into the session that did not come through the form: after an invitation, or with a stronger proof. */
@Component
public class Logins {
    private final Authorities authorities;

    Logins(Authorities authorities) {
        this.authorities = authorities;
    }

    /** Begins a session of this user; whatever an earlier session held is gone. */
    public void begin(User user, Actor.LoggedIn actor, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        keep(user, actor, request, response);
    }

    /** Goes on in the same session, after the proof became stronger or the password another one. */
    public void rebind(User user, Actor.LoggedIn actor, HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        keep(user, actor, request, response);
    }

    /** Ends the session of a request. */
    static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
    }

    /** The actor of the current request; absent when no user is logged in. */
    static Optional<Actor.LoggedIn> actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof KeyholderAuthentication login ? Optional.of(login.actor()) : Optional.empty();
    }

    private void keep(User user, Actor.LoggedIn actor, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                new KeyholderAuthentication(KeyholderPrincipal.of(actor), authorities.of(user, actor)));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }
}
