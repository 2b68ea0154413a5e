package io.keyholder.application.doubles;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Events that a test puts there. Not thread-safe. */
public final class TableEvents implements UserEventLog {
    private final TreeMap<String, UserEvent> waiting = new TreeMap<>();
    private boolean failing;

    /** One more event that waits. */
    public void add(UserId user, UserEvent.Kind kind) {
        String position = "event-" + (char) ('a' + waiting.size());
        waiting.put(position, new UserEvent(position, user, Set.of(kind)));
    }

    /** The next acknowledgement fails before it does anything. */
    public void failNextAcknowledgement() {
        failing = true;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.SAME_TRANSACTION;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
        waiting.clear();
    }

    @Override
    public List<UserEvent> pending(String after, int limit) {
        return waiting.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public void acknowledge(UserEvent event) {
        if (failing) {
            failing = false;
            throw new StoreUnavailableException("the test made it fail", null);
        }
        waiting.remove(event.position());
    }
}
