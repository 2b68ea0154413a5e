package io.keyholder.springboot.security;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.access.Actor;
import io.keyholder.ports.failure.KeyholderException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends at logout what the library can end: the token that the user logged in with, when that has an end of its own. An
 * application token stays, and a password stays; the session ends by Spring Security.
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
            Optional<String> token = actor.credential().token();
            if (token.isPresent() && actor.until().isPresent()) {
                revoke(actor, token.get());
            }
        }
    }

    /** The session ends even when the store is broken. */
    private void revoke(Actor.LoggedIn actor, String token) {
        try {
            keyholder.tokens().revoke(actor, actor.user(), token);
        } catch (KeyholderException broken) {
            LOG.warn("A token was not revoked at logout", broken);
        }
    }
}
