package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.CouchDbOptions.OldServers;
import io.keyholder.adapters.couchdb.CouchDbOptions.WhenMissing;
import io.keyholder.adapters.couchdb.FaultProxy.Fault;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreMissingException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers, databases and accounts that will not do are refused by an error that says which of them it is. */
class OpeningTest {
    private static final String SECRET = "Sesame-4711";
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withAccount(CouchDbAccount.of("keeper", SECRET));

    @ParameterizedTest
    @ValueSource(strings = {"3.2.1", "3.1.99", "2.3.1", "1.7.2", "3.2", "3", "", "three", "3.2.1-alpha", "3.02.01"})
    void refusesOldServers(String version) {
        Exchange old = answering(request -> introduction(request, version));
        assertThatThrownBy(() -> CouchDbStorage.open(old, OPTIONS).close())
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("older than CouchDB 3.2.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.2.2", "3.2.3", "3.2.10", "3.10.0", "4.0.0", "10.0.0", "3.5.0-RC1"})
    void acceptsOthers(String version) {
        try (CouchDbStorage storage =
                CouchDbStorage.open(answering(request -> introduction(request, version)), OPTIONS)) {
            assertThat(storage.server().version()).isEqualTo(version);
        }
    }

    @Test
    void acceptsOldServersWhenToldTo() {
        Exchange old = answering(request -> introduction(request, "1.7.2"));
        try (CouchDbStorage storage = CouchDbStorage.open(old, OPTIONS.withOldServers(OldServers.ACCEPT))) {
            assertThat(storage.users().count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "<html>welcome</html>", "", "{\"couchdb\":\"welcome\"}", "{\"version\":\"3.5.0\"}"})
    void refusesWhatIsNoCouchDb(String introduction) {
        Exchange other = answering(
                request -> request.target().equals("/") ? Optional.of(new Reply(200, introduction)) : Optional.empty());
        assertThatThrownBy(() -> CouchDbStorage.open(other, OPTIONS).close())
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("CouchDB");
    }

    @Test
    void refusesAMissingDatabaseUnlessToldToMakeIt() {
        List<Request> made = new ArrayList<>();
        Exchange empty = answering(request -> {
            if (!request.target().equals("/users") || !made.isEmpty()) {
                return Optional.empty();
            }
            if (request.method() == Request.Method.PUT) {
                made.add(request);
                return Optional.of(new Reply(201, "{\"ok\":true}"));
            }
            return Optional.of(new Reply(404, "{\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}"));
        });
        assertThatThrownBy(() -> CouchDbStorage.open(empty, OPTIONS).close())
                .isInstanceOf(StoreMissingException.class)
                .hasMessageContaining("no such database");
        assertThat(made).isEmpty();
        CouchDbStorage.open(empty, OPTIONS.withWhenMissing(WhenMissing.CREATE)).close();
        assertThat(made).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void refusesAnAccountWithoutRights(int status) {
        Exchange guarded = answering(request -> request.target().equals("/")
                ? Optional.empty()
                : Optional.of(new Reply(status, "{\"error\":\"unauthorized\",\"reason\":\"" + SECRET + "\"}")));
        assertThatThrownBy(() -> CouchDbStorage.open(guarded, OPTIONS).close())
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("account")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void refusesADatabaseOfALaterVersion() {
        Exchange later = answering(request -> request.target().startsWith("/users/keyholder%3Bstore")
                ? Optional.of(new Reply(
                        200,
                        "[{\"ok\":{\"_id\":\"keyholder;store\",\"_rev\":\"1-0123456789abcdef0123456789abcdef\","
                                + "\"keyholder\":\"store\",\"layout\":\"2\",\"users\":\"adopted\"}}]"))
                : Optional.empty());
        assertThatThrownBy(() -> CouchDbStorage.open(later, OPTIONS).close())
                .isInstanceOf(StoreVersionException.class)
                .hasMessageContaining("update the library");
    }

    @Test
    void refusesASilentServer() throws IOException {
        try (FaultProxy proxy = FaultProxy.before(new MapCouchDb())) {
            URI uri = proxy.uri("http");
            proxy.meet(request -> Fault.REFUSED);
            assertThatThrownBy(() -> CouchDbStorage.at(uri, "users").close())
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void sendsThePasswordInAHeaderAndRepeatsItNowhere(Fault fault) throws IOException {
        try (FaultProxy proxy = FaultProxy.before(new MapCouchDb())) {
            CouchDbOptions options = CouchDbOptions.of(proxy.uri("http"), "users")
                    .withDeadline(Duration.ofSeconds(1))
                    .withAccount(CouchDbAccount.of("keeper", SECRET));
            assertThat(options.toString()).doesNotContain(SECRET);
            proxy.meet(request -> request.target().contains("nobody") ? fault : Fault.NONE);
            try (CouchDbStorage storage = CouchDbStorage.open(options)) {
                assertThat(storage.users().findById(new UserId("nobody"))).isEmpty();
            } catch (StoreException failed) {
                for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                    assertThat(cause.toString()).doesNotContain(SECRET).doesNotContain("keeper");
                }
            }
            assertThat(proxy.heads())
                    .allSatisfy(head -> assertThat(head.lines().findFirst().orElseThrow())
                            .doesNotContain(SECRET)
                            .doesNotContain("keeper"))
                    .anyMatch(head -> head.contains("Authorization: Basic "));
        }
    }

    private static Optional<Reply> introduction(Request request, String version) {
        return request.target().equals("/")
                ? Optional.of(new Reply(200, "{\"couchdb\":\"Welcome\",\"version\":\"" + version + "\"}"))
                : Optional.empty();
    }

    /** A server that answers some requests otherwise. */
    private static Exchange answering(Function<Request, Optional<Reply>> answers) {
        MapCouchDb server = new MapCouchDb();
        return new Exchange() {
            @Override
            public Reply send(Request request, Deadline deadline) {
                return answers.apply(request).orElseGet(() -> server.send(request, deadline));
            }

            @Override
            public void close() {}
        };
    }
}
