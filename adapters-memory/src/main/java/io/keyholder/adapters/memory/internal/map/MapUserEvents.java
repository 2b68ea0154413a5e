package io.keyholder.adapters.memory.internal.map;

import io.keyholder.adapters.memory.internal.EventNumber;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Events in memory, noted under the lock of the users. Thread-safe. */
public final class MapUserEvents implements UserEventLog {
    private final NavigableMap<String, UserEvent> waiting = new TreeMap<>();
    private boolean recording;
    private long lastNumber;

    @Override
    public Guarantee guarantee() {
        return Guarantee.SAME_TRANSACTION;
    }

    @Override
    public synchronized void start() {
        recording = true;
    }

    @Override
    public synchronized void stop() {
        recording = false;
        waiting.clear();
    }

    synchronized void note(UserId user, Supplier<Set<UserEvent.Kind>> changed) {
        Set<UserEvent.Kind> kinds = recording ? changed.get() : Set.of();
        if (!kinds.isEmpty()) {
            lastNumber++;
            String position = EventNumber.toPosition(lastNumber);
            waiting.put(position, new UserEvent(position, user, kinds));
        }
    }

    @Override
    public synchronized List<UserEvent> pending(String after, int limit) {
        return FirstOf.values(waiting.tailMap(after, false), limit);
    }

    @Override
    public synchronized void acknowledge(UserEvent event) {
        waiting.remove(event.position());
    }
}
