package io.keyholder.application.internal.change;

import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;

/** Users of which each change is taken down as the difference to what was there before. */
public interface RecordedUsers extends UserRepository {
    /**
     * Replaces a stored user.
     *
     * @param before what was read; taken for what is replaced when it has the revision of {@code after}
     */
    UpdateOutcome update(User before, User after);

    /** Replaces a user in whatever store, without a second read where changes are taken down. */
    static UpdateOutcome update(UserRepository users, User before, User after) {
        return users instanceof RecordedUsers recorded ? recorded.update(before, after) : users.update(after);
    }
}
