package io.keyholder.adapters.couchdb.internal.event;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Announces writes of users while events are kept: the event first, then the write, then that it was done. A writer
 * that was refused takes its event back. What one leaves that died in between, readers judge by what became of the
 * user's document.
 */
public final class EventIntents {
    private final Database database;
    private final EventSwitch recording;

    public EventIntents(Database database, EventSwitch recording) {
        this.database = database;
        this.recording = recording;
    }

    /**
     * Does a write between the two steps of its event. Where it is not clear whose write it was, the event stays, and
     * readers tell it.
     *
     * @param base the revision that the write replaces
     * @param kinds what it changes, asked for only while events are kept; without any there is no event
     */
    public WriteOutcome around(
            UserId user, String base, Supplier<Set<Kind>> kinds, Supplier<WriteOutcome> write, Deadline deadline) {
        Set<Kind> changed = recording.isOn(deadline) ? kinds.get() : Set.of();
        if (changed.isEmpty()) {
            return write.get();
        }
        EventIntent ahead = stored(List.of(EventIntent.ahead(user, base, changed)), deadline)
                .get(0);
        WriteOutcome outcome = outcome(write, ahead, deadline);
        if (outcome instanceof Written) {
            settle(List.of(ahead), deadline);
        } else if (!(outcome instanceof WriteOutcome.Ambiguous)) {
            withdraw(List.of(ahead), deadline);
        }
        return outcome;
    }

    /** Stores users that are new, each against its placeholder, between the two steps of their events. */
    public Map<String, WriteOutcome> aroundNew(List<PendingDocument> users, Deadline deadline) {
        if (users.isEmpty() || !recording.isOn(deadline)) {
            return database.putAll(users, deadline);
        }
        Map<String, EventIntent> ahead = new LinkedHashMap<>();
        users.forEach(user -> ahead.put(
                user.id(), EventIntent.ahead(new UserId(user.id()), user.base().orElseThrow(), Set.of(Kind.CREATED))));
        stored(List.copyOf(ahead.values()), deadline)
                .forEach(event -> ahead.put(event.user().value(), event));
        Map<String, WriteOutcome> outcomes = database.putAll(users, deadline);
        List<EventIntent> done = new ArrayList<>();
        List<EventIntent> refused = new ArrayList<>();
        ahead.forEach((user, event) -> (outcomes.get(user) instanceof Written ? done : refused).add(event));
        settle(done, deadline);
        withdraw(refused, deadline);
        return outcomes;
    }

    private WriteOutcome outcome(Supplier<WriteOutcome> write, EventIntent ahead, Deadline deadline) {
        try {
            return write.get();
        } catch (StoreUnavailableException unknownOutcome) {
            throw unknownOutcome;
        } catch (StoreException refused) {
            withdraw(List.of(ahead), deadline);
            throw refused;
        }
    }

    private List<EventIntent> stored(List<EventIntent> events, Deadline deadline) {
        Map<String, WriteOutcome> outcomes = write(events, deadline);
        return events.stream()
                .map(event -> {
                    if (outcomes.get(event.id()) instanceof Written written) {
                        return event.storedAt(written.revision());
                    }
                    throw new StoreException(
                            "the database does not want the event of a write, which was not done", null);
                })
                .toList();
    }

    /** Once the user is stored its write is answered as done, whatever becomes of this. */
    private void settle(List<EventIntent> events, Deadline deadline) {
        try {
            write(events.stream().map(EventIntent::settled).toList(), deadline);
        } catch (StoreException leftToReaders) {
            return; // they see by the user's document that the write was done
        }
    }

    private void withdraw(List<EventIntent> events, Deadline deadline) {
        events.forEach(event -> database.delete(event.id(), event.revision().orElseThrow(), deadline));
    }

    private Map<String, WriteOutcome> write(List<EventIntent> events, Deadline deadline) {
        List<PendingDocument> drafts = events.stream().map(EventIntent::draft).toList();
        return drafts.size() == 1
                ? Map.of(drafts.get(0).id(), database.put(drafts.get(0), deadline))
                : database.putAll(drafts, deadline);
    }
}
