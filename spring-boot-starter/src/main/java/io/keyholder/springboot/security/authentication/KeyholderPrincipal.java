package io.keyholder.springboot.security.authentication;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import java.io.Serializable;
import java.security.Principal;

/**
 * A user who is logged in. It holds the stable text form of an {@link Actor}, so it can be kept in any session store.
 * Immutable.
 *
 * @param userId the id of the user
 * @param actorText what {@link Actor.LoggedIn#encode} wrote; no secret
 */
public record KeyholderPrincipal(String userId, String actorText) implements Principal, Serializable {
    private static final long serialVersionUID = 1L;

    /** The principal of an actor. */
    public static KeyholderPrincipal of(Actor.LoggedIn actor) {
        return new KeyholderPrincipal(actor.user().value(), actor.encode());
    }

    /** On whose authority the host does what this user asks for. */
    public Actor.LoggedIn actor() {
        return Actor.LoggedIn.decode(actorText);
    }

    /** The id of the user. */
    public UserId id() {
        return new UserId(userId);
    }

    /** The id of the user as text: the name by which sessions are found. */
    @Override
    public String getName() {
        return userId;
    }

    @Override
    public String toString() {
        return "KeyholderPrincipal[" + userId + "]";
    }
}
