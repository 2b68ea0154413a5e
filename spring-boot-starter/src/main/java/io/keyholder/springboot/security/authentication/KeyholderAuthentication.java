package io.keyholder.springboot.security.authentication;

import io.keyholder.domain.access.Actor;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** A user who is logged in, as Spring Security keeps it. Holds no credential. */
public final class KeyholderAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final KeyholderPrincipal principal;

    /** A login with what the user may do now. */
    public KeyholderAuthentication(KeyholderPrincipal principal, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.principal = principal;
        super.setAuthenticated(true);
    }

    @Override
    public KeyholderPrincipal getPrincipal() {
        return principal;
    }

    /** Nothing: credentials are never kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    /** On whose authority the host does what this user asks for. */
    public Actor.LoggedIn actor() {
        return principal.actor();
    }

    /** The same login as it was found to be: with the user of the actor, and what that may do now. */
    public KeyholderAuthentication checked(Actor.LoggedIn actor, Collection<? extends GrantedAuthority> authorities) {
        KeyholderPrincipal itself = new KeyholderPrincipal(actor.user().value(), principal.actorText());
        KeyholderAuthentication found = new KeyholderAuthentication(itself, authorities);
        found.setDetails(getDetails());
        return found;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyholderAuthentication that && principal.equals(that.principal) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return principal.hashCode();
    }
}
