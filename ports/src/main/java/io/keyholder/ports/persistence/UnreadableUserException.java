package io.keyholder.ports.persistence;

import io.keyholder.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds of one user is damaged, or no user that this library understands; the others are as they were.
 * Names the user, so that a caller that pages through all can go on after it.
 */
public final class UnreadableUserException extends StoreCorruptException {
    private static final long serialVersionUID = 1L;

    private final String user;

    /** Names whose document is unreadable, and nothing of what is in it. */
    public UnreadableUserException(UserId user, @Nullable Throwable cause) {
        super("the stored document of user " + user + " is damaged or unreadable", cause);
        this.user = user.value();
    }

    /** Whose document it is. */
    public UserId user() {
        return new UserId(user);
    }
}
