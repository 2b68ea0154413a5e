package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.internal.http.ClusterExchange;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which node a request goes to when some do not answer. */
class ClusterExchangeTest {
    private static final Request READ = Request.get("/users/a?open_revs=all");
    private static final Request WRITE = Request.put("/users/a", "{}");

    private final List<String> asked = new ArrayList<>();
    private final Node first = new Node("first");
    private final Node second = new Node("second");
    private final Node third = new Node("third");

    @Test
    void staysWithTheNodeThatAnswers() {
        Exchange cluster = cluster(Duration.ofHours(1));
        send(cluster, READ);
        send(cluster, WRITE);
        assertThat(asked).containsExactly("first", "first");
    }

    @Test
    void leavesAFailedNodeAlone() {
        Exchange cluster = cluster(Duration.ofHours(1));
        first.failure = new UnansweredException("refused", new ConnectException(), true);
        send(cluster, WRITE);
        send(cluster, READ);
        first.failure = null;
        send(cluster, READ);
        assertThat(asked).containsExactly("first", "second", "second", "second");
    }

    @Test
    void asksAFailedNodeAgainAfterItsRest() {
        Exchange cluster = cluster(Duration.ZERO);
        first.failure = new UnansweredException("refused", new ConnectException(), true);
        send(cluster, READ);
        second.failure = first.failure;
        third.failure = first.failure;
        first.failure = null;
        send(cluster, READ);
        assertThat(asked).containsExactly("first", "second", "second", "third", "first");
    }

    /** Such a write may have been done; its sender reads back, through the next node. */
    @Test
    void sendsNoWriteTwiceThatMayHaveArrived() {
        Exchange cluster = cluster(Duration.ofHours(1));
        first.failure = new UnansweredException("reset", new IOException());
        assertThatThrownBy(() -> send(cluster, WRITE)).isInstanceOf(UnansweredException.class);
        send(cluster, READ);
        assertThat(asked).containsExactly("first", "second");
    }

    @Test
    void asksAllBeforeItGivesUp() {
        Exchange cluster = cluster(Duration.ofHours(1));
        first.failure = new UnansweredException("reset", new IOException());
        second.failure = first.failure;
        third.failure = first.failure;
        assertThatThrownBy(() -> send(cluster, READ)).isInstanceOf(UnansweredException.class);
        assertThat(asked).containsExactly("first", "second", "third");
    }

    @Test
    void repeatsWhatIsWrittenAsItIs() {
        Exchange cluster = cluster(Duration.ofHours(1));
        first.failure = new UnansweredException("reset", new IOException());
        send(cluster, Request.post("/users/_bulk_docs", Request.AS_IT_IS + "\"docs\":[]}"));
        assertThat(asked).containsExactly("first", "second");
    }

    private Exchange cluster(Duration rest) {
        return new ClusterExchange(List.of(first, second, third), rest);
    }

    private static void send(Exchange cluster, Request request) {
        assertThat(cluster.send(request, Deadline.after(Duration.ofMinutes(1))).status())
                .isEqualTo(200);
    }

    private final class Node implements Exchange {
        private final String name;
        private UnansweredException failure;

        Node(String name) {
            this.name = name;
        }

        @Override
        public Reply send(Request request, Deadline deadline) {
            asked.add(name);
            if (failure != null) {
                throw failure;
            }
            return new Reply(200, "{}");
        }

        @Override
        public void close() {}
    }
}
