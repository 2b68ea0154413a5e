package io.keyholder.springboot.security.web;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** The user that must choose a new password before it gets in. Kept in the session in which it typed the old one. */
final class PendingPassword {
    private static final String ATTRIBUTE = "io.keyholder.pending-password";

    private PendingPassword() {}

    static void keepIn(HttpServletRequest request, UserId user) {
        request.getSession().setAttribute(ATTRIBUTE, user.value());
    }

    static Optional<UserId> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserId(id));
        } catch (InvalidValueException foreign) {
            return Optional.empty();
        }
    }

    static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }
}
