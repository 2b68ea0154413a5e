package io.keyholder.adapters.memory.internal.map;

import io.keyholder.adapters.memory.internal.EventNumber;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Events in memory, noted under the lock of the users. Thread-safe. */
public final class MapUserEvents {
    private final NavigableMap<String, UserEvent> waiting = new TreeMap<>();
    private boolean recording;
    private long lastNumber;

    synchronized void start() {
        recording = true;
    }

    synchronized void stop() {
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

    synchronized List<UserEvent> pending(String after, int limit) {
        return waiting.tailMap(after, false).values().stream().limit(limit).toList();
    }

    synchronized void acknowledge(UserEvent event) {
        waiting.remove(event.position());
    }
}
