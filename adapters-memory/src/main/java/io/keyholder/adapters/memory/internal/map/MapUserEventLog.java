package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.List;

/** The events in memory as one handle sees them. */
public final class MapUserEventLog implements UserEventLog {
    private final MapUserEvents events;
    private final MapHandle handle;

    public MapUserEventLog(MapUserEvents events, MapHandle handle) {
        this.events = events;
        this.handle = handle;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.SAME_TRANSACTION;
    }

    @Override
    public void start() {
        handle.requireOpen();
        events.start();
    }

    @Override
    public void stop() {
        handle.requireOpen();
        events.stop();
    }

    @Override
    public List<UserEvent> pending(String after, int limit) {
        handle.requireOpen();
        return events.pending(after, limit);
    }

    @Override
    public void acknowledge(UserEvent event) {
        handle.requireOpen();
        events.acknowledge(event);
    }
}
