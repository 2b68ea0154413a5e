package io.keyholder.springboot.security.authentication;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A token of Keyholder as a client presented it, not judged yet. Silent in {@code toString}. */
public final class PresentedToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private String token;

    /** An attempt with this token. */
    public PresentedToken(String token) {
        super(List.of());
        this.token = token;
    }

    @Override
    public Object getPrincipal() {
        return "token";
    }

    @Override
    public Object getCredentials() {
        return token;
    }

    @Override
    public void eraseCredentials() {
        super.eraseCredentials();
        token = "";
    }

    @Override
    public String toString() {
        return "PresentedToken[hidden]";
    }
}
