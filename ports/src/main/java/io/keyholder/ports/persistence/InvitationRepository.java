package io.keyholder.ports.persistence;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The invitations of one host, changed by compare-and-set only.
 *
 * <p>Implementations MUST be thread-safe, also against other instances over the same data, atomic, durable and current
 * as {@link UserRepository} describes. They need not know whether the invited user exists: an invitation is an
 * aggregate of its own. A broken store throws a {@link StoreException}.
 */
public interface InvitationRepository {
    /**
     * An invitation as stored.
     *
     * @param revision to be named when replacing it; never used again once replaced
     */
    record Stored(Invitation invitation, Revision revision) {}

    /** The invitation of this id; absent when there is none. */
    Optional<Stored> find(InvitationId id);

    /** The invitations of this user, open and closed, in ascending order of id; empty when there is none. */
    List<Stored> findByUser(UserId user);

    /**
     * Puts {@code next} in the place of the invitation of its id at revision {@code expected}, or of none when that is
     * absent.
     *
     * @return false, and nothing changed, when the invitation is at another revision, or exists though none was
     *     expected, or the other way round
     */
    boolean compareAndSet(Optional<Revision> expected, Invitation next);

    /**
     * Up to {@code request.limit()} open invitations in ascending order of id that come after {@code request.after()},
     * those included that are too late and were not called expired yet. Paging through to an empty page MUST show every
     * invitation exactly once that is open throughout, in memory bounded by the page.
     */
    List<Stored> open(InvitationPageRequest request);

    /** Forgets all invitations of a user, because it was purged. None is success. */
    void removeOf(UserId user);

    /**
     * Forgets invitations that were closed before {@code moment}. Open ones MUST stay, and so MUST one that is sent
     * again meanwhile.
     *
     * @return how many were forgotten
     */
    long removeClosedBefore(Instant moment);
}
