package io.keyholder.adapters.couchdb;

import java.util.List;

/** Is told of changes, in their order, by one thread at a time. */
@FunctionalInterface
public interface UserChangeListener {
    /**
     * Handles changes. When this throws, the same changes are told again after a pause, and so they are after a crash
     * when the position was not stored: each at least once.
     *
     * @param changes what changed; empty when it concerns no users
     * @param position where to go on; to be stored when the changes are handled
     */
    void changed(List<UserChange> changes, FeedPosition position);
}
