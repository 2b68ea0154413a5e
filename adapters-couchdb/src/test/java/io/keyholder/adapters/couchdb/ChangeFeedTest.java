package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.UserChange.Gone;
import io.keyholder.adapters.couchdb.UserChange.Stored;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That one instance hears of what another writes. */
@Timeout(60)
class ChangeFeedTest {
    private final CouchDbSandbox sandbox = CouchDbSandbox.create();
    private final CouchDbStorage writer = CouchDbStorage.open(sandbox.options());
    private final CouchDbStorage reader = CouchDbStorage.open(sandbox.options());
    private final BlockingQueue<UserChange> told = new LinkedBlockingQueue<>();
    private final AtomicReference<FeedPosition> stored = new AtomicReference<>(FeedPosition.START);

    @AfterEach
    void remove() {
        reader.close();
        writer.close();
        sandbox.close();
    }

    @Test
    void tellsWhatAnotherInstanceWrites() throws InterruptedException {
        try (ChangeFeed feed = reader.follow(reader.feedPosition(), this::note)) {
            assertThat(feed.isClosed()).isFalse();
            User ada = create("ada");
            assertThat(next()).isEqualTo(new Stored(ada.id(), ada.revision().orElseThrow()));
            User renamed = ((UpdateOutcome.Updated)
                            writer.users().update(ada.withIdentifiers(LoginIdentifiers.login("lovelace"))))
                    .user();
            assertThat(next()).isEqualTo(new Stored(ada.id(), renamed.revision().orElseThrow()));
            writer.loginStates().compareAndSet(LoginStateKey.of(ada.id()), Optional.empty(), LoginState.NONE);
            writer.users().purge(ada.id(), renamed.revision().orElseThrow());
            assertThat(next()).isEqualTo(new Gone(ada.id()));
        }
    }

    @Test
    void goesOnAtAStoredPosition() throws InterruptedException {
        create("ada");
        try (ChangeFeed feed = reader.follow(FeedPosition.START, this::note)) {
            assertThat(feed.isClosed()).isFalse();
            assertThat(next().user()).isEqualTo(new UserId("ada"));
        }
        create("eve");
        try (ChangeFeed feed = reader.follow(new FeedPosition(stored.get().value()), this::note)) {
            assertThat(feed.isClosed()).isFalse();
            assertThat(next().user()).isEqualTo(new UserId("eve"));
        }
    }

    @Test
    void connectsAgainAndMissesNothing() throws InterruptedException {
        AtomicInteger sent = new AtomicInteger();
        Exchange server = EktorpExchange.with(sandbox.options().endpoint());
        Exchange failing = new Exchange() {
            @Override
            public Reply send(Request request, Deadline deadline) {
                return switch (sent.getAndIncrement()) {
                    case 0 -> throw new UnansweredException("reset", new IOException());
                    case 1 -> new Reply(503, "");
                    case 2 -> new Reply(200, "{\"results\":[");
                    default -> server.send(request, deadline);
                };
            }

            @Override
            public void close() {
                server.close();
            }
        };
        create("ada");
        try (ChangeFeed feed = ChangeFeed.start(failing, sandbox.options(), FeedPosition.START, this::note)) {
            assertThat(feed.isClosed()).isFalse();
            assertThat(next().user()).isEqualTo(new UserId("ada"));
            assertThat(sent.get()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void tellsAgainWhatTheListenerCouldNotHandle() throws InterruptedException {
        create("ada");
        AtomicInteger calls = new AtomicInteger();
        UserChangeListener failingOnce = (changes, position) -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("not yet");
            }
            note(changes, position);
        };
        try (ChangeFeed feed = reader.follow(FeedPosition.START, failingOnce)) {
            assertThat(feed.isClosed()).isFalse();
            assertThat(next().user()).isEqualTo(new UserId("ada"));
            assertThat(calls.get()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void isStoppedByClosingWhileItWaits() {
        ChangeFeed feed = reader.follow(reader.feedPosition(), this::note);
        long begin = System.nanoTime();
        feed.close();
        feed.close();
        create("ada");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(told).isEmpty();
        assertThat(feeds()).isEmpty();
    }

    @Test
    void isStoppedWithItsStore() {
        ChangeFeed feed = reader.follow(reader.feedPosition(), this::note);
        reader.close();
        assertThat(feeds()).isEmpty();
        feed.close();
    }

    /** A server that closes each wait after a while, without changes, ends nothing. */
    @Test
    void waitsOnWhenNothingHappensForLong() throws InterruptedException {
        CouchDbOptions impatient = sandbox.options().withDeadline(Duration.ofSeconds(2));
        try (CouchDbStorage other = CouchDbStorage.open(impatient);
                ChangeFeed feed = other.follow(other.feedPosition(), this::note)) {
            assertThat(feed.isClosed()).isFalse();
            assertThat(told.poll(2_500, TimeUnit.MILLISECONDS)).isNull();
            create("ada");
            assertThat(next().user()).isEqualTo(new UserId("ada"));
        }
    }

    private void note(List<UserChange> changes, FeedPosition position) {
        stored.set(position);
        told.addAll(changes);
    }

    private UserChange next() throws InterruptedException {
        UserChange change = told.poll(30, TimeUnit.SECONDS);
        assertThat(change).isNotNull();
        return change;
    }

    private User create(String login) {
        User user = User.of(
                new UserId(login),
                LoginIdentifiers.login(login),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        return ((CreateOutcome.Created) writer.users().create(user)).user();
    }

    private static List<String> feeds() {
        List<String> feeds = new ArrayList<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter("keyholder-couchdb-changes"::equals)
                .forEach(feeds::add);
        return feeds;
    }
}
