package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keyholder.adapters.couchdb.FaultProxy.Fault;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Neither the password of the account nor a hash is in a URL, a log with every detail, the console, an error or a text
 * form.
 */
class CredentialsStayHiddenTest {
    private static final String PASSWORD = "S3NTINEL word/+";
    private static final String HASH = "{bcrypt}$2a$04$" + "S3NTINEL".repeat(6) + "abcde";
    private static final List<String> SECRETS = List.of(
            PASSWORD,
            HASH,
            "S3NTINEL",
            "Authorization",
            URLEncoder.encode(PASSWORD, UTF_8),
            Base64.getEncoder().encodeToString(("keyholder:" + PASSWORD).getBytes(UTF_8)));

    private final MapCouchDb server = new MapCouchDb();
    private final Queue<Request> sent = new ConcurrentLinkedQueue<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<Object> shown = new ArrayList<>();
    private FaultProxy proxy;

    @BeforeEach
    void startProxy() {
        proxy = FaultProxy.before(server);
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    @Test
    void areHiddenWhileAllIsWell() {
        String traces = tracesOf(() -> use(Fault.NONE));
        assertThat(errors).isEmpty();
        assertThat(traces).contains("org.apache.http");
        assertHidden(traces);
        assertThat(sent).isNotEmpty().allSatisfy(request -> assertHidden(request.target()));
        assertThat(server.changes())
                .as("that the hash was stored")
                .anySatisfy(change -> assertThat(change.document().toString()).contains(HASH));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void areHiddenFromWhoeverReadsOfFailures(Fault fault) {
        assertHidden(tracesOf(() -> use(fault)));
    }

    @Test
    void areHiddenWhenTheAccountIsRefused() throws IOException {
        proxy.close();
        proxy = FaultProxy.before(refusing());
        assertHidden(tracesOf(() -> use(Fault.NONE)));
        assertThat(errors).isNotEmpty().allMatch(StoreException.class::isInstance);
    }

    @Test
    void areHiddenWhenTheyStandWhereTheyMustNot() {
        for (String url : List.of(
                "http://keyholder:S3NTINEL@localhost:1",
                "ftp://S3NTINEL@localhost",
                "http://localhost:1/?p=S3NTINEL")) {
            errors.add(catchThrowable(() -> CouchDbOptions.of(URI.create(url), "users")));
        }
        errors.add(catchThrowable(() -> CouchDbAccount.of("a:b", PASSWORD)));
        assertThat(errors).doesNotContainNull();
        assertHidden(tracesOf(() -> {}));
    }

    /** Opens, writes and reads, the fault met from the second request on. */
    private void use(Fault fault) {
        proxy.meet(request -> {
            sent.add(request);
            return Fault.NONE;
        });
        CouchDbOptions options = CouchDbOptions.of(proxy.uri("http"), "users")
                .withAccount(CouchDbAccount.of("keyholder", PASSWORD))
                .withDeadline(Duration.ofSeconds(fault == Fault.NONE ? 20 : 1));
        shown.addAll(List.of(options, options.account()));
        try (CouchDbStorage storage = CouchDbStorage.open(options)) {
            shown.addAll(List.of(storage, storage.server(), storage.users()));
            proxy.meet(request -> {
                sent.add(request);
                return fault;
            });
            User bare = FrailWriter.user(new UserId("ada"), LoginIdentifiers.login("ada"), "Ada");
            User user = bare.withCredentials(bare.credentials().withPasswordHash(PasswordHash.of(HASH)));
            attempt(() -> shown.add(storage.users().create(user)));
            attempt(() -> shown.add(storage.users().findByIdentifier(IdentifierKey.of("ada"))));
            attempt(() -> shown.add(storage.users().page(PageRequest.first(3))));
        } catch (StoreException refused) {
            errors.add(refused);
        }
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failed) {
            errors.add(failed);
        }
    }

    /** All that somebody can read afterwards. */
    private String tracesOf(Runnable work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        System.setOut(new PrintStream(console, true, UTF_8));
        System.setErr(System.out);
        StringWriter traces = new StringWriter();
        try {
            CapturedLog.during(work).forEach(line -> traces.write(line + "\n"));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        errors.forEach(error -> error.printStackTrace(new PrintWriter(traces)));
        shown.forEach(object -> traces.write(object + "\n"));
        return traces + console.toString(UTF_8);
    }

    private static void assertHidden(String text) {
        assertThat(SECRETS).noneMatch(text::contains);
    }

    private Exchange refusing() {
        return new Exchange() {
            @Override
            public Reply send(Request request, Deadline deadline) {
                return new Reply(401, "{\"error\":\"unauthorized\",\"reason\":\"Name or password is incorrect.\"}");
            }

            @Override
            public void close() {}
        };
    }
}
