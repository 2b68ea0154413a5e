package io.keyholder.application.event;

import io.keyholder.ports.event.UserEventListener;
import io.keyholder.ports.persistence.UserEventLog;

/**
 * Lets a host follow the lives of its users: the store keeps what happened from {@link #start} on, and {@link #deliver}
 * passes on to a listener what waits. Writers never wait for a listener. The host delivers as often as it likes, from a
 * timer or after it changed something; several processes may deliver, and a listener is then told some events more than
 * once. For the host alone: events say who changed, nothing of what was written. Thread-safe.
 */
public interface UserEvents {
    /**
     * What a delivery did.
     *
     * @param delivered how many events were told and forgotten
     * @param failed how many users' events wait on because the listener threw
     */
    record Delivery(long delivered, long failed) {}

    /** Keeps events from now on, also over restarts. Repeating it does nothing. */
    void start();

    /** Keeps no more events and forgets those that wait. */
    void stop();

    /** What the store promises about events and writes. */
    UserEventLog.Guarantee guarantee();

    /**
     * Passes every event that waits on to the listener, in order. When it throws for one, the later ones of that user
     * wait on with it, until the next delivery, and those of others go on.
     */
    Delivery deliver(UserEventListener listener);
}
