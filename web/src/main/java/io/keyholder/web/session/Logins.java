package io.keyholder.web.session;

import io.keyholder.domain.access.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Keeps the actor of a login in the session, in its stable text form. Stateless. */
public final class Logins {
    private Logins() {}

    /** Begins a session of this actor; whatever an earlier session held is gone. */
    public static void begin(Actor.LoggedIn actor, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ActorAuthentication(actor));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    /** Goes on with this actor in the same session, after its proof became stronger or its password another one. */
    public static void rebind(Actor.LoggedIn actor, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ActorAuthentication(actor));
        request.changeSessionId();
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    /** Ends the session of a request. */
    static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
    }

    /** The actor of the current request; absent when no user is logged in. */
    static Optional<Actor.LoggedIn> actor() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof ActorAuthentication known
                ? Optional.of(Actor.LoggedIn.decode(known.actor))
                : Optional.empty();
    }

    /** A login in the form that every session store can keep. */
    private static final class ActorAuthentication extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1L;

        private final String user;
        private final String actor;

        ActorAuthentication(Actor.LoggedIn actor) {
            super(List.of());
            this.user = actor.user().value();
            this.actor = actor.encode();
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return user;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ActorAuthentication that && actor.equals(that.actor);
        }

        @Override
        public int hashCode() {
            return actor.hashCode();
        }
    }
}
