package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the changes of users in a database, those of every instance and of every other writer, and informs a
 * listener. Waits at the server for what comes next, in requests that each have a deadline, and goes on where it was
 * after any failure, with pauses that grow to ten seconds. Has a thread and a connection of its own until it is closed.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(25);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int BATCH = 200;

    private final Exchange exchange;
    private final CouchDbOptions options;
    private final UserChangeListener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private FeedPosition position;

    private ChangeFeed(Exchange exchange, CouchDbOptions options, FeedPosition since, UserChangeListener listener) {
        this.exchange = exchange;
        this.options = options;
        this.position = since;
        this.listener = listener;
        this.thread = new Thread(this::follow, "keyholder-couchdb-changes");
        thread.setDaemon(true);
    }

    static ChangeFeed start(
            Exchange exchange, CouchDbOptions options, FeedPosition since, UserChangeListener listener) {
        ChangeFeed feed = new ChangeFeed(exchange, options, since, listener);
        feed.thread.start();
        return feed;
    }

    /**
     * Stops it, also while it waits at the server. The listener is not called any more when this returns, unless it
     * called this itself.
     */
    @Override
    public void close() {
        closed.countDown();
        exchange.close();
        boolean isInterrupted = false;
        while (thread != Thread.currentThread() && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void follow() {
        Duration pause = FIRST_PAUSE;
        while (!isClosedWithin(Duration.ZERO)) {
            if (tellsNext()) {
                pause = FIRST_PAUSE;
            } else if (isClosedWithin(pause)) {
                return;
            } else {
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Waits for changes and reports them; false when that failed and is to be tried again. */
    private boolean tellsNext() {
        try {
            Duration poll = shorter(LONGEST_POLL, options.deadline().dividedBy(2));
            Reply reply = exchange.send(
                    Request.get("/" + Request.encoded(options.database())
                            + "/_changes?feed=longpoll&include_docs=true&limit=" + BATCH + "&timeout=" + poll.toMillis()
                            + "&since=" + Request.encoded(position.value())),
                    Deadline.after(options.deadline()));
            if (!reply.isSuccess()) {
                LOG.warn("CouchDB refuses its feed of changes with status {}", reply.status());
                return false;
            }
            tell(Replies.json(reply));
            return true;
        } catch (RuntimeException failed) {
            if (!isClosedWithin(Duration.ZERO)) {
                LOG.warn("The feed of changes of CouchDB is interrupted and will be tried again", failed);
            }
            return false;
        }
    }

    private void tell(JsonNode feed) {
        List<UserChange> changes = new ArrayList<>();
        feed.path("results").forEach(row -> change(row).ifPresent(changes::add));
        FeedPosition next = new FeedPosition(feed.path("last_seq").asText());
        if (!next.equals(position) && !isClosedWithin(Duration.ZERO)) {
            listener.changed(List.copyOf(changes), next);
            position = next;
        }
    }

    private static Optional<UserChange> change(JsonNode row) {
        String id = row.path("id").asText();
        boolean isUser = row.path("doc").path("java_type").asText().equals(UserForm.TYPE);
        boolean isGone =
                row.path("deleted").asBoolean() && !id.startsWith("_") && !id.startsWith(OwnDocument.ID_PREFIX);
        if (!isUser && !isGone) {
            return Optional.empty();
        }
        try {
            UserId user = new UserId(id);
            return Optional.of(
                    isGone
                            ? new UserChange.Gone(user)
                            : new UserChange.Stored(
                                    user,
                                    new Revision(row.path("doc").path("_rev").asText())));
        } catch (InvalidValueException noUserOfOurs) {
            return Optional.empty();
        }
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
