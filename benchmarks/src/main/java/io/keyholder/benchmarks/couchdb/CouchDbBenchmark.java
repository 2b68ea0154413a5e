package io.keyholder.benchmarks.couchdb;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbOptions.WhenMissing;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.testserver.SharedServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a use of the store costs beside the same requests made by hand: as many, as large, in the same order, to the
 * same server, with less done to the answers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class CouchDbBenchmark {
    private static final int USERS = 1_000;
    private static final int BATCH = 1_000;
    private static final String DATABASE = "keyholder_benchmark";

    private final SharedServer server = SharedServer.get();
    private final RawCouchDb raw = new RawCouchDb(server, DATABASE);
    private Optional<CouchDbStorage> opened = Optional.empty();
    private int next;
    private int made;

    /** Makes a database with users. */
    @Setup
    public void open() {
        server.remove(DATABASE);
        opened = Optional.of(CouchDbStorage.open(CouchDbOptions.of(server.uri(), DATABASE)
                .withAccount(CouchDbAccount.of(server.name(), server.password()))
                .withDeadline(Duration.ofMinutes(1))
                .withWhenMissing(WhenMissing.CREATE)));
        store().users().createAll(users("u", 0, USERS));
    }

    /** Removes it. */
    @TearDown
    public void close() {
        store().close();
        server.remove(DATABASE);
    }

    /** One request. */
    @Benchmark
    public Optional<User> read() {
        return store().users().findById(new UserId("u" + nextUser()));
    }

    /** The request of {@link #read()}. */
    @Benchmark
    public String readRaw() {
        return raw.get("u" + nextUser());
    }

    /** Two requests: the reservation, the user. */
    @Benchmark
    public IdentifierLookup lookUp() {
        return store().users().findByIdentifier(IdentifierKey.of("login-u" + nextUser() + "@example.org"));
    }

    /** The requests of {@link #lookUp()}. */
    @Benchmark
    public String lookUpRaw() {
        int user = nextUser();
        return raw.get(reservationId("login-u" + user + "@example.org")) + raw.get("u" + user);
    }

    /** Three requests: placeholder, reservation, user. */
    @Benchmark
    public CreateOutcome create() {
        return store().users().create(users("c", made++, 1).get(0));
    }

    /** The requests of {@link #create()}. */
    @Benchmark
    public String createRaw() {
        int number = made++;
        String placed = raw.put("r" + number, placeholder("r" + number));
        raw.put(reservationId("login-r" + number + "@example.org"), reservation("r", number));
        String revision = placed.substring(placed.indexOf("\"rev\":\"") + 7, placed.lastIndexOf('"'));
        return raw.put("r" + number, document("r", number, ",\"_rev\":\"" + revision + "\""));
    }

    /** Three requests for a thousand users. */
    @Benchmark
    public List<CreateOutcome> bulk() {
        int from = made;
        made += BATCH;
        return store().users().createAll(users("c", from, BATCH));
    }

    /** The requests of {@link #bulk()}. */
    @Benchmark
    public String bulkRaw() {
        int from = made;
        made += BATCH;
        String placed = raw.bulk(docs(from, number -> placeholder("r" + number)));
        raw.bulk(docs(from, number -> reservation("r", number)));
        List<String> revisions = List.of(placed.split("\"rev\":\"", -1));
        return raw.bulk(docs(from, number -> {
            String rest = revisions.get(number - from + 1);
            return document("r", number, ",\"_rev\":\"" + rest.substring(0, rest.indexOf('"')) + "\"");
        }));
    }

    private CouchDbStorage store() {
        return opened.orElseThrow();
    }

    private int nextUser() {
        next = (next + 7) % USERS;
        return next;
    }

    private static List<User> users(String prefix, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> User.of(
                        new UserId(prefix + number),
                        LoginIdentifiers.email("login-" + prefix + number + "@example.org"),
                        Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE)))
                .toList();
    }

    private static String docs(int from, IntFunction<String> document) {
        return IntStream.range(from, from + BATCH)
                .mapToObj(document)
                .collect(Collectors.joining(",", "{\"docs\":[", "]}"));
    }

    private static String placeholder(String id) {
        return "{\"_id\":\"" + id + "\",\"keyholder\":\"placeholder\",\"mark\":\"0123456789abcdef01234567\"}";
    }

    private static String reservation(String prefix, int number) {
        return "{\"_id\":\"" + reservationId("login-" + prefix + number + "@example.org")
                + "\",\"keyholder\":\"reservation\",\"user\":\"" + prefix + number
                + "\",\"mark\":\"0123456789abcdef01234567\"}";
    }

    private static String document(String prefix, int number, String revision) {
        String login = "login-" + prefix + number + "@example.org";
        return "{\"_id\":\"" + prefix + number + "\"" + revision + ",\"created\":0,\"login\":\"" + login
                + "\",\"email\":\"" + login
                + "\",\"status\":\"ACTIVE\",\"java_type\":\"org.taktik.icure.entities.User\"}";
    }

    private static String reservationId(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "keyholder%3Bidentifier%3B" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
