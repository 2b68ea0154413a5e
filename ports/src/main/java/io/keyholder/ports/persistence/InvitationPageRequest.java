package io.keyholder.ports.persistence;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.InvitationId;
import java.util.List;
import java.util.Optional;

/**
 * Which part of the open invitations is wanted.
 *
 * @param after the id to start after, which need not exist; absent for the first page
 * @param limit 1 to {@link PageRequest#MAX_LIMIT} invitations
 */
public record InvitationPageRequest(Optional<InvitationId> after, int limit) {
    public InvitationPageRequest {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw new InvalidValueException("page limit", "is " + limit + ", outside 1 to " + PageRequest.MAX_LIMIT);
        }
    }

    /** The first page. */
    public static InvitationPageRequest first(int limit) {
        return new InvitationPageRequest(Optional.empty(), limit);
    }

    /**
     * The page after one that this asked for.
     *
     * @param page not empty
     * @throws StoreException when the page did not lead on, as for {@link PageRequest#next}
     */
    public InvitationPageRequest next(List<InvitationRepository.Stored> page) {
        InvitationId last = page.get(page.size() - 1).invitation().id();
        if (after.filter(start -> last.compareTo(start) <= 0).isPresent()) {
            throw new StoreException(
                    "the store gave a page of invitations that does not come after where it was to start", null);
        }
        return after(last, limit);
    }

    /** The page after this invitation. */
    public static InvitationPageRequest after(InvitationId last, int limit) {
        return new InvitationPageRequest(Optional.of(last), limit);
    }
}
