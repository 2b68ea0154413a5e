package org.example.filestore;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.List;

/**
 * The events of the file. A line holds the write of a user and its event, so that there is never one without the other.
 */
record FileUserEvents(Journal journal) implements UserEventLog {
    @Override
    public Guarantee guarantee() {
        return Guarantee.SAME_TRANSACTION;
    }

    @Override
    public void start() {
        journal.write(state -> Journal.Answer.of(true, State.recording(true)));
    }

    @Override
    public void stop() {
        journal.write(state -> Journal.Answer.of(true, State.recording(false)));
    }

    @Override
    public List<UserEvent> pending(String after, int limit) {
        return journal.read(
                state -> state.events.tailMap(after, false).values().stream().limit(limit).toList());
    }

    @Override
    public void acknowledge(UserEvent event) {
        journal.write(state -> state.events.containsKey(event.position())
                ? Journal.Answer.of(true, State.noEvent(event.position()))
                : Journal.Answer.of(false));
    }
}
