package io.keyholder.documents.neighbour;

import io.keyholder.domain.user.User;
import java.util.List;

/**
 * A user that another server saved, without what the save would have widened or lost. Immutable.
 *
 * @param user the user, at the revision of the saved document
 * @param changes what the other server changed, in the order of the members
 */
public record MergedUser(User user, List<ForeignChange> changes) {
    public MergedUser {
        changes = List.copyOf(changes);
    }
}
