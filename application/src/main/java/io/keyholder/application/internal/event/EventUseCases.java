package io.keyholder.application.internal.event;

import io.keyholder.application.event.UserEvents;
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

/** The use cases behind {@link UserEvents}. Thread-safe. */
public final class EventUseCases implements UserEvents {
    private static final int PAGE = 1_000;

    private final Storage storage;
    private final ReentrantLock delivering = new ReentrantLock();

    public EventUseCases(Storage storage) {
        this.storage = storage;
    }

    @Override
    public void start() {
        log().start();
    }

    @Override
    public void stop() {
        log().stop();
    }

    @Override
    public UserEventLog.Guarantee guarantee() {
        return log().guarantee();
    }

    @Override
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
