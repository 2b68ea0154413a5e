package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.persistence.IndexBuildingException;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a caller hears while CouchDB brings the index of our views up to date, which may take longer than a call. */
class IndexBuildingTest {
    private static final UserFilter ANN = new UserFilter.MatchingWords(SearchWords.of("ann"));
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withPatience(Duration.ZERO)
            .withDeadline(Duration.ofSeconds(20));

    /** How often a request that changes nothing is sent before its caller hears of it. */
    private static final int ATTEMPTS = 3;

    private final IndexedLate server = new IndexedLate();

    @Test
    void namesTheIndexAsTheReason() {
        CouchDbStorage store = opened();
        server.calls = Integer.MAX_VALUE;
        assertThatThrownBy(() -> store.users().search(ANN, PageRequest.first(10)))
                .isInstanceOfSatisfying(
                        IndexBuildingException.class,
                        building -> assertThat(building.pending()).isEqualTo(15_000))
                .hasMessageContaining("15000 changes are left");
    }

    @Test
    void namesNoIndexWhereTheServerFails() {
        CouchDbStorage store = opened();
        server.calls = Integer.MAX_VALUE;
        server.isDown = true;
        assertThatThrownBy(() -> store.users().search(ANN, PageRequest.first(10)))
                .isExactlyInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void adoptionWaitsAndReportsWhatIsLeft() {
        CouchDbStorage store = opened();
        server.calls = 2 * ATTEMPTS;
        List<AdoptionEvent> events = new ArrayList<>();
        AdoptionResult result = store.adoption().run(events::add);
        assertThat(result.isAdopted()).isTrue();
        assertThat(events)
                .startsWith(new AdoptionEvent.Indexing(15_000), new AdoptionEvent.Indexing(15_000))
                .last()
                .isEqualTo(new AdoptionEvent.Progress(1, 1));
    }

    @Test
    void openingDoesNotFailOnIt() {
        opened();
        server.calls = ATTEMPTS;
        server.isMarkHidden = true;
        CouchDbStorage again = CouchDbStorage.open(server, OPTIONS);
        assertThat(again.users().findById(new UserId("ann"))).isPresent();
    }

    private CouchDbStorage opened() {
        CouchDbStorage store = CouchDbStorage.open(server, OPTIONS);
        store.users().create(FrailWriter.user(new UserId("ann"), LoginIdentifiers.login("ann"), "Ann"));
        return store;
    }

    /** A server that leaves so many requests of views without an answer. */
    private static final class IndexedLate implements Exchange {
        private final Exchange server = ClusterModel.single(true).through(0);
        private int calls;
        private boolean isDown;
        private boolean isMarkHidden;

        @Override
        public Reply send(Request request, Deadline deadline) {
            if (request.target().endsWith("/_info")) {
                if (isDown) {
                    throw new UnansweredException("no answer", new IOException("reset"));
                }
                return new Reply(
                        200, "{\"view_index\":{\"updater_running\":true,\"updates_pending\":{\"preferred\":15000}}}");
            }
            if (request.target().contains("keyholder%3Bstore") && isMarkHidden) {
                isMarkHidden = false;
                return new Reply(404, "{\"error\":\"not_found\",\"reason\":\"missing\"}");
            }
            if (request.target().contains("/_view/") && calls > 0) {
                calls--;
                throw new UnansweredException("no answer in time", new IOException("closed"));
            }
            return server.send(request, deadline);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
