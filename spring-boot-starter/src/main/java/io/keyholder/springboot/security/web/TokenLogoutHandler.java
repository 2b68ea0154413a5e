package io.keyholder.springboot.security.web;

import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.domain.access.Actor;
import io.keyholder.ports.failure.KeyholderException;
import io.keyholder.springboot.security.authentication.KeyholderAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends at logout what the library can end: the session of a login by password, and the token that the user logged in
 * with, when that has an end of its own. An application token stays; the session of the browser ends by Spring
 * Security.
 */
final class TokenLogoutHandler implements LogoutHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TokenLogoutHandler.class);

    private final Keyholder keyholder;

    TokenLogoutHandler(Keyholder keyholder) {
        this.keyholder = keyholder;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        PendingCode.forget(request);
        PendingPassword.forget(request);
        if (authentication instanceof KeyholderAuthentication login) {
            Actor.LoggedIn actor = login.actor();
            Optional<String> token =
                    actor.credential().token().filter(name -> actor.until().isPresent());
            token.ifPresent(name -> end(() -> keyholder.tokens().revoke(actor, actor.user(), name)));
            actor.credential()
                    .session()
                    .ifPresent(session -> end(() -> keyholder.sessions().end(actor, actor.user(), session)));
        }
    }

    /** The session of the browser ends even when the store is broken. */
    private static void end(Supplier<Answer<Boolean>> ending) {
        try {
            Answer<Boolean> unused = ending.get();
        } catch (KeyholderException broken) {
            LOG.warn("A login was not ended at logout", broken);
        }
    }
}
