package io.keyholder.adapters.memory;

import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An audit trail in the memory of this process: the latest events up to a bound, for tests and for hosts that show
 * them. Gone with the process. Thread-safe: an event that was recorded is seen by every thread that asks afterwards.
 */
public final class InMemoryAuditTrail implements AuditTrail {
    private final int capacity;
    private final Deque<AuditEvent> latest = new ArrayDeque<>();
    private long forgotten;

    private InMemoryAuditTrail(int capacity) {
        this.capacity = capacity;
    }

    /**
     * An empty trail.
     *
     * @param capacity how many events are kept, at least 1; an event beyond them pushes the oldest out
     * @throws IllegalArgumentException when {@code capacity} is under 1
     */
    public static InMemoryAuditTrail ofLatest(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("audit trail of " + capacity + " events keeps nothing");
        }
        return new InMemoryAuditTrail(capacity);
    }

    @Override
    public synchronized void record(AuditEvent event) {
        if (latest.size() == capacity) {
            latest.removeFirst();
            forgotten++;
        }
        latest.addLast(event);
    }

    /** The events that are kept, oldest first; a copy. */
    public synchronized List<AuditEvent> events() {
        return List.copyOf(latest);
    }

    /** How many events were pushed out. */
    public synchronized long forgotten() {
        return forgotten;
    }
}
