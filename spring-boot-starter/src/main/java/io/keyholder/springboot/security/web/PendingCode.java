package io.keyholder.springboot.security.web;

import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.token.TokenValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;

/** The ticket of a login that waits for a code, as text in the session. Works with a code alone, for some minutes. */
record PendingCode(LoginTicket ticket, Instant until) {
    private static final String ATTRIBUTE = "io.keyholder.pending-code";

    /** Keeps the ticket in the session of the request. */
    void keepIn(HttpServletRequest request) {
        request.getSession()
                .setAttribute(
                        ATTRIBUTE, until.getEpochSecond() + " " + ticket.value().reveal());
    }

    /** The login that waits for a code in this session; absent when none does, or its time is over. */
    static Optional<PendingCode> of(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof String text
                ? read(text).filter(pending -> now.isBefore(pending.until()))
                : Optional.empty();
    }

    /** Forgets what waits. */
    static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    private static Optional<PendingCode> read(String text) {
        int space = text.indexOf(' ');
        try {
            return Optional.of(new PendingCode(
                    new LoginTicket(TokenValue.parse(text.substring(space + 1))),
                    Instant.ofEpochSecond(Long.parseLong(text, 0, space, 10))));
        } catch (InvalidValueException | IndexOutOfBoundsException | NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
