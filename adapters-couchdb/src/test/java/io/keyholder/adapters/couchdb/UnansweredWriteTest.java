package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That a write without answer is judged by the revision that is stored, also when it changes nothing else. */
class UnansweredWriteTest {
    private static final String BASE = "1-0123456789abcdef0123456789abcdef";
    private static final String NEXT = "2-0123456789abcdef0123456789abcdef";
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users");
    private static final PendingDocument UNCHANGED =
            new PendingDocument("u", Optional.of(BASE), json(BASE), stored -> true, false);

    /** Shutting out rewrites a document unchanged: taken for done though it was not, it would let two users in. */
    @Test
    void isRepeatedWhileTheBaseIsStoredThoughTheContentIsAlike() {
        Server server = new Server(false);
        Database database = new Database(server, OPTIONS.database(), OPTIONS.deadline());
        assertThat(database.put(UNCHANGED, database.deadline())).isEqualTo(new Written(NEXT));
        assertThat(server.writes).isEqualTo(2);
    }

    @Test
    void isNotRepeatedWhenItWasDone() {
        Server server = new Server(true);
        Database database = new Database(server, OPTIONS.database(), OPTIONS.deadline());
        assertThat(database.put(UNCHANGED, database.deadline())).isEqualTo(new Written(NEXT));
        assertThat(server.writes).isEqualTo(1);
    }

    private static String json(String revision) {
        return "{\"_id\":\"u\",\"_rev\":\"" + revision + "\"}";
    }

    /** Holds one document and never answers the first write, done or not. */
    private static final class Server implements Exchange {
        private final boolean doesTheFirst;
        private String revision = BASE;
        private int writes;

        Server(boolean doesTheFirst) {
            this.doesTheFirst = doesTheFirst;
        }

        @Override
        public Reply send(Request request, Deadline deadline) {
            if (request.method() == Request.Method.GET) {
                return new Reply(200, "[{\"ok\":" + json(revision) + "}]");
            }
            writes++;
            if (writes > 1 || doesTheFirst) {
                revision = NEXT;
            }
            if (writes == 1) {
                throw new UnansweredException("no answer", new IOException("reset"));
            }
            return new Reply(201, "{\"ok\":true,\"id\":\"u\",\"rev\":\"" + revision + "\"}");
        }

        @Override
        public void close() {}
    }
}
