package io.keyholder.ports.persistence;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import java.util.Optional;

/**
 * Which part of all users is wanted.
 *
 * @param after the id to start after, which need not exist; absent for the first page
 * @param limit 1 to {@value #MAX_LIMIT} users
 */
public record PageRequest(Optional<UserId> after, int limit) {
    /** The most users a page may hold. */
    public static final int MAX_LIMIT = 10_000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidValueException("page limit", "is " + limit + ", outside 1 to " + MAX_LIMIT);
        }
    }

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(Optional.empty(), limit);
    }

    /** The page after this user. */
    public static PageRequest after(UserId last, int limit) {
        return new PageRequest(Optional.of(last), limit);
    }
}
