package io.keyholder.ports.persistence;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.List;
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

    /**
     * The page after one that this asked for.
     *
     * @param page not empty
     * @throws StoreException when the page did not lead on: its last user does not come after where it was to start. A
     *     reader of all pages would never end on such a store
     */
    public PageRequest next(List<User> page) {
        UserId last = page.get(page.size() - 1).id();
        if (after.filter(start -> last.compareTo(start) <= 0).isPresent()) {
            throw new StoreException(
                    "the store gave a page of users that does not come after where it was to start", null);
        }
        return after(last, limit);
    }

    /** The page after this user. */
    public static PageRequest after(UserId last, int limit) {
        return new PageRequest(Optional.of(last), limit);
    }
}
