package io.keyholder.springboot.security.authentication;

import io.keyholder.application.login.LoginTicket;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The code of a second factor after a right password, not judged yet. Silent in {@code toString}. */
public final class PresentedCode extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient LoginTicket ticket;
    private String code;

    /** An attempt with this code, typed after the password that gave this ticket. */
    public PresentedCode(LoginTicket ticket, String code) {
        super(List.of());
        this.ticket = ticket;
        this.code = code;
    }

    /** What the right password gave. */
    LoginTicket ticket() {
        return ticket;
    }

    @Override
    public Object getPrincipal() {
        return ticket.value().user().value();
    }

    @Override
    public Object getCredentials() {
        return code;
    }

    @Override
    public void eraseCredentials() {
        super.eraseCredentials();
        code = "";
    }

    @Override
    public String toString() {
        return "PresentedCode[hidden]";
    }
}
