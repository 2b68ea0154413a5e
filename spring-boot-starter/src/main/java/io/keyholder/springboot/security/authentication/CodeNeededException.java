package io.keyholder.springboot.security.authentication;

import io.keyholder.application.login.LoginTicket;
import java.time.Instant;
import org.springframework.security.authentication.InsufficientAuthenticationException;

/** The password was right, and a code of the second factor is still to come. Holds the ticket for that step. */
public final class CodeNeededException extends InsufficientAuthenticationException {
    private static final long serialVersionUID = 1L;

    private final transient LoginTicket ticket;
    private final Instant until;

    CodeNeededException(String message, LoginTicket ticket, Instant until) {
        super(message);
        this.ticket = ticket;
        this.until = until;
    }

    /** To be presented with the code. */
    public LoginTicket ticket() {
        return ticket;
    }

    /** When the ticket ends. */
    public Instant until() {
        return until;
    }
}
