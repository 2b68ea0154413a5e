package io.keyholder.ports.persistence;

import io.keyholder.domain.event.UserEvent;
import java.util.List;

/**
 * The events of a store's users that wait to be delivered: an outbox.
 *
 * <p>Nothing is kept until {@link #start}, so that a host that follows nothing pays nothing. From then on, over all
 * instances and across restarts, each answered write of a user that changes something MUST leave one event, as durable
 * as the write itself, until it is acknowledged; a write that was refused MUST leave none, but for what the
 * {@link Guarantee} describes. Events of one user MUST have ascending positions in the order of its writes.
 * Implementations MUST be thread-safe. A broken store throws a {@link StoreException}.
 */
public interface UserEventLog {
    /** What an event has to do with the write that it reports. */
    enum Guarantee {
        /** Both are one transaction: there is an event exactly when there is a write. */
        SAME_TRANSACTION,
        /**
         * The event is written first: no write is without one, but when a process dies between the two, or the outcome
         * of the write stays unknown, there may be an event of a write that never happened.
         */
        WRITTEN_AHEAD
    }

    /** What this store can promise. */
    Guarantee guarantee();

    /** Keeps events from now on. Repeating it does nothing. */
    void start();

    /** Keeps no more events and forgets those that wait. Repeating it does nothing. */
    void stop();

    /**
     * Up to {@code limit} events that wait, with positions greater than {@code after}, in ascending order of position.
     *
     * @param after empty for the first
     * @param limit 1 to {@link PageRequest#MAX_LIMIT}
     */
    List<UserEvent> pending(String after, int limit);

    /** Forgets one event, because it was delivered. One that does not wait is none: success. */
    void acknowledge(UserEvent event);
}
