package io.keyholder.adapters.couchdb.internal.event;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Whether events are kept: there is a document while they are. An instance believes what it read for a moment only, and
 * a host that starts or stops waits for that moment, so that every write that begins afterwards, by any instance,
 * knows. Thread-safe.
 */
public final class EventSwitch {
    /** The id of the document. */
    static final String ID = "keyholder;events";

    /** How long an answer is believed. The same for all instances of all versions. */
    public static final Duration BELIEF = Duration.ofMillis(250);

    private static final String KIND = "event-recording";

    private final Database database;
    private final Duration belief;
    private volatile Known known = new Known(false, Deadline.after(Duration.ZERO));

    /** @param belief {@link #BELIEF}, or zero to ask each time */
    public EventSwitch(Database database, Duration belief) {
        this.database = database;
        this.belief = belief;
    }

    private record Known(boolean isOn, Deadline until) {}

    /** Whether a write that begins now is to leave an event. */
    boolean isOn(Deadline deadline) {
        Known last = known;
        if (last.until().hasPassed()) {
            Deadline until = Deadline.after(belief);
            last = new Known(database.get(ID, deadline).isPresent(), until);
            known = last;
        }
        return last.isOn();
    }

    /** Returns when every instance knows that events are kept. */
    void start(Deadline deadline) {
        database.put(OwnDocument.draft(ID, Optional.empty(), KIND, Map.of()).asFact(), deadline);
        waitUntilAllKnow(deadline);
    }

    /** Returns when every instance knows that none are kept. */
    void stop(Deadline deadline) {
        Optional<Document> stored = database.get(ID, deadline);
        while (stored.isPresent()) {
            deadline.require();
            database.delete(ID, stored.get().revision(), deadline);
            stored = database.get(ID, deadline);
        }
        waitUntilAllKnow(deadline);
    }

    private void waitUntilAllKnow(Deadline deadline) {
        Deadline allKnow = deadline.another(belief);
        while (!allKnow.hasPassed()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailableException("interrupted while other instances learn about events", null);
            }
            deadline.pause(allKnow.remainingNanos());
        }
    }
}
