package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.FaultProxy.Fault;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Calls that wait in vain for one of the connections that others use. */
class BusyConnectionsTest {
    private static final Request REQUEST = Request.get("/users/a");

    /** Apache's client marks the thread of an aborted wait as interrupted, which would end its host's next wait too. */
    @Test
    void endAtTheirDeadlineAndLeaveTheirThreadAlone() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        Thread other;
        try (FaultProxy proxy = FaultProxy.before(new MapCouchDb());
                Exchange exchange = EktorpExchange.with(CouchDbOptions.of(proxy.uri("http"), "users")
                        .withConnections(1)
                        .endpoint())) {
            proxy.meet(request -> {
                busy.countDown();
                return Fault.SILENCE;
            });
            other = new Thread(() -> assertThatThrownBy(
                            () -> exchange.send(REQUEST, Deadline.after(Duration.ofMinutes(1))))
                    .isInstanceOf(UnansweredException.class));
            other.start();
            busy.await();
            assertThatThrownBy(() -> exchange.send(REQUEST, Deadline.after(Duration.ofMillis(100))))
                    .isInstanceOf(UnansweredException.class)
                    .hasMessageContaining("in time");
            assertThat(Thread.interrupted()).isFalse();
        }
        other.join();
    }
}
