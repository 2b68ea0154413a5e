package io.keyholder.testkit;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** The simplest outbox that keeps the contract. */
public class ModelUserEvents implements UserEventLog {
    public final TreeMap<String, UserEvent> waiting = new TreeMap<>();
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

    @Override
    public synchronized List<UserEvent> pending(String after, int limit) {
        return waiting.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized void acknowledge(UserEvent event) {
        waiting.remove(event.position());
    }

    public synchronized void note(UserId user, Set<UserEvent.Kind> kinds) {
        if (recording && !kinds.isEmpty()) {
            lastNumber++;
            String position = String.format(Locale.ROOT, "%09d", lastNumber);
            waiting.put(position, new UserEvent(position, user, kinds));
        }
    }
}
