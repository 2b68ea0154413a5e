package io.keyholder.application.internal.event;

import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.Storage;
import io.keyholder.ports.event.UserEventListener;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a host follow the lives of its users: the store keeps what happened from {@link #start} on, and {@link #deliver}
 * tells a listener what waits. Writers never wait for a listener. The host delivers as often as it likes, from a timer
 * or after it changed something; several processes may deliver, and a listener is then told some events more than once.
 * For the host alone: events say who changed, nothing of what was written. Thread-safe.
 */
public final class EventUseCases {
    private static final int PAGE = 1_000;

    private final Storage storage;
    private final ReentrantLock delivering = new ReentrantLock();

    public EventUseCases(Storage storage) {
        this.storage = storage;
    }

    /**
     * What a delivery did.
     *
     * @param delivered how many events were told and forgotten
     * @param failed how many users' events wait on because the listener threw
     */
    public record Delivery(long delivered, long failed) {}

    /** Keeps events from now on, also over restarts. Repeating it does nothing. */
    public void start() {
        log().start();
    }

    /** Keeps no more events and forgets those that wait. */
    public void stop() {
        log().stop();
    }

    /** What the store promises about events and writes. */
    public UserEventLog.Guarantee guarantee() {
        return log().guarantee();
    }

    /**
     * Tells the listener every event that waits, in order. When it throws for one, the later ones of that user wait on
     * with it, until the next delivery, and those of others go on.
     */
    public Delivery deliver(UserEventListener listener) {
        Arguments.required("listener", listener);
        delivering.lock();
        try {
            return deliverAll(listener);
        } finally {
            delivering.unlock();
        }
    }

    private Delivery deliverAll(UserEventListener listener) {
        UserEventLog log = log();
        long delivered = 0;
        Set<UserId> waiting = new HashSet<>();
        List<UserEvent> page = log.pending("", PAGE);
        while (!page.isEmpty()) {
            for (UserEvent event : page) {
                if (!waiting.contains(event.user()) && isTold(listener, event)) {
                    log.acknowledge(event);
                    delivered++;
                } else {
                    waiting.add(event.user());
                }
            }
            page = log.pending(page.get(page.size() - 1).position(), PAGE);
        }
        return new Delivery(delivered, waiting.size());
    }

    /** Asked for late, because not every store keeps events. */
    private UserEventLog log() {
        return storage.userEvents();
    }

    private static boolean isTold(UserEventListener listener, UserEvent event) {
        try {
            listener.on(event);
            return true;
        } catch (RuntimeException later) {
            return false;
        }
    }
}
