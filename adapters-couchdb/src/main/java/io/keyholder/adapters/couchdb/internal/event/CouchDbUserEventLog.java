package io.keyholder.adapters.couchdb.internal.event;

import io.keyholder.adapters.couchdb.internal.database.Ancestry;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The events that wait, one document each, written ahead of the writes that they tell of.
 *
 * <p>No one is told of a write before it happened: an event whose writer has not said that it is done waits while the
 * user's document is still as the writer read it, and is judged by the revision that followed when it is not.
 */
public final class CouchDbUserEventLog implements UserEventLog {
    private static final int PAGE_SIZE = 1_000;

    private final Database database;
    private final EventSwitch recording;

    public CouchDbUserEventLog(Database database, EventSwitch recording) {
        this.database = database;
        this.recording = recording;
    }

    /** What became of a write that was announced. */
    private enum Fate {
        /** It was done; or the server no longer knows what followed, and it may have been. */
        DONE,
        /** The user's document is as it was: it may be done yet. */
        OPEN,
        /** Something else followed: it will never be done. */
        NEVER
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.WRITTEN_AHEAD;
    }

    @Override
    public void start() {
        recording.start(database.deadline());
    }

    @Override
    public void stop() {
        recording.stop(database.deadline());
        List<Document> events;
        do {
            Deadline deadline = database.deadline();
            events = database.withPrefix(EventIntent.PREFIX, EventIntent.PREFIX, PAGE_SIZE, deadline);
            database.deleteAll(events, deadline);
        } while (!events.isEmpty());
    }

    /** Each thousand events have a deadline of their own. */
    @Override
    public List<UserEvent> pending(String after, int limit) {
        int checkedLimit = PageRequest.first(limit).limit();
        Reading reading = new Reading(after, checkedLimit);
        String next = EventIntent.startOfUserAt(after);
        List<Document> page;
        do {
            Deadline deadline = database.deadline();
            page = database.withPrefix(EventIntent.PREFIX, next, Math.min(checkedLimit, PAGE_SIZE), deadline);
            for (Document document : page) {
                reading.take(EventIntent.of(document), deadline);
                next = document.id() + "0";
            }
        } while (!page.isEmpty() && !reading.isFull());
        return List.copyOf(reading.events);
    }

    @Override
    public void acknowledge(UserEvent event) {
        Deadline deadline = database.deadline();
        Optional<Document> stored = EventIntent.idAt(event.position()).flatMap(id -> database.get(id, deadline));
        while (stored.isPresent()) {
            deadline.require();
            String id = stored.get().id();
            database.delete(id, stored.get().revision(), deadline);
            stored = database.get(id, deadline);
        }
    }

    /**
     * One reading of what waits. It begins with the user at which the last one ended, whose events may wait for an open
     * one.
     */
    private final class Reading {
        private final String after;
        private final int limit;
        private final List<UserEvent> events = new ArrayList<>();
        private final Set<UserId> waiting = new HashSet<>();

        Reading(String after, int limit) {
            this.after = after;
            this.limit = limit;
        }

        boolean isFull() {
            return events.size() == limit;
        }

        void take(EventIntent announcement, Deadline deadline) {
            if (isFull() || waiting.contains(announcement.user())) {
                return;
            }
            switch (announcement.isSettled() ? Fate.DONE : fate(announcement, deadline)) {
                case OPEN -> waiting.add(announcement.user());
                case NEVER ->
                    database.delete(announcement.id(), announcement.revision().orElseThrow(), deadline);
                case DONE -> {
                    UserEvent event = announcement.event();
                    if (event.position().compareTo(after) > 0) {
                        events.add(event);
                    }
                }
            }
        }
    }

    private Fate fate(EventIntent announcement, Deadline deadline) {
        String user = announcement.user().value();
        Ancestry ancestry = database.ancestry(user, deadline);
        if (ancestry.isLeaf(announcement.base())) {
            return Fate.OPEN;
        }
        List<String> followers = ancestry.successors(announcement.base());
        if (followers.isEmpty() && ancestry.wasWithdrawn(announcement.base())) {
            return Fate.NEVER;
        }
        boolean wasDone = followers.isEmpty()
                || followers.stream()
                        .map(revision -> database.get(user, revision, deadline))
                        .anyMatch(follower -> follower.isEmpty() || tells(announcement, follower.get(), deadline));
        return wasDone ? Fate.DONE : Fate.NEVER;
    }

    /** Whether what followed is what was announced, as far as the server still knows. */
    private boolean tells(EventIntent announcement, Document follower, Deadline deadline) {
        if (announcement.kinds().equals(Set.of(Kind.PURGED))) {
            return Documents.isRemoval(follower);
        }
        if (!UserForm.isUser(follower) || Documents.isRemoval(follower)) {
            return false;
        }
        return announcement.kinds().equals(Set.of(Kind.CREATED))
                || database.get(follower.id(), announcement.base(), deadline)
                        .map(base -> isChangedAs(announcement, base, follower))
                        .orElse(true);
    }

    private static boolean isChangedAs(EventIntent announcement, Document base, Document follower) {
        try {
            return UserEvent.kindsBetween(UserForm.read(base), UserForm.read(follower))
                    .equals(announcement.kinds());
        } catch (StoreCorruptException undecided) {
            return true;
        }
    }
}
