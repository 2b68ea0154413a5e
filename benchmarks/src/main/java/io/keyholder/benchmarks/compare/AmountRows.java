package io.keyholder.benchmarks.compare;

import com.sun.management.ThreadMXBean;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.domain.user.User;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;

/** Bytes: allocated by a call, written by it, held by a user on the heap and on the disk. */
final class AmountRows implements Group {
    private static final int USERS = 20_000;
    private static final int FEW_USERS = 200;
    private static final int CALLS = 2_000;
    private static final int FEW_CALLS = 10;
    private static final int DOCUMENT_BYTES = 1_000;
    private static final int COLLECTIONS = 4;
    private static final int LOGINS_PER_CALL = 14;
    private static final Path WRITTEN = Path.of("/proc/self/io");

    private final Scale scale;
    private final int users;
    private final int calls;
    /** What is kept while it is weighed, and what calls return, so that no compiler leaves them out. */
    private volatile Object kept = this;

    AmountRows(Scale scale) {
        this.scale = scale;
        this.users = scale.of(USERS, FEW_USERS);
        this.calls = scale.of(CALLS, FEW_CALLS);
    }

    @Override
    public List<Row> rows() {
        return List.of();
    }

    @Override
    public List<Amount> amounts() throws Exception {
        List<Amount> amounts = new ArrayList<>();
        try (Group rows = StoreRows.open(BenchStore.inMemory(), scale)) {
            for (Row row : rows.rows()) {
                amounts.add(new Amount(
                        "allocated-" + row.name(), "B", allocated(row.ours()), row.peerName(), allocated(row.peer())));
            }
        }
        if (Files.isReadable(WRITTEN)) {
            amounts.addAll(written());
        }
        amounts.addAll(forced());
        amounts.addAll(statements());
        amounts.add(heap());
        amounts.addAll(disk());
        amounts.add(grown());
        return amounts;
    }

    /** Bytes that one call hands to the operating system, and how often. Linux counts them. */
    private List<Amount> written() throws Exception {
        List<Amount> amounts = new ArrayList<>();
        try (Group rows = StoreRows.open(BenchStore.inH2(), scale)) {
            for (Row row : loginAndCreation(rows)) {
                for (Written unit : Written.values()) {
                    amounts.add(new Amount(
                            unit.prefix + row.name(),
                            unit.unit,
                            perCall(row.ours(), unit::counted),
                            row.peerName(),
                            perCall(row.peer(), unit::counted)));
                }
            }
        }
        return amounts;
    }

    private static List<Row> loginAndCreation(Group rows) {
        return rows.rows().stream()
                .filter(row -> row.name().startsWith("login") || row.name().startsWith("create"))
                .toList();
    }

    /** How often a call forces a file to the disk. */
    private List<Amount> forced() throws Exception {
        List<Amount> amounts = new ArrayList<>();
        AtomicLong forces = CountedForces.register();
        BenchStore store = BenchStore.inH2();
        String url = "jdbc:h2:async:" + JdbcPeers.inDirectory(store.directory());
        Peers bare = JdbcPeers.over(DriverManager.getConnection(url, "sa", ""), users);
        try (Group rows = StoreRows.over(store, scale, bare)) {
            for (Row row : loginAndCreation(rows)) {
                amounts.add(new Amount(
                        "syncs-" + row.name(),
                        "syncs",
                        perCall(row.ours(), forces::get),
                        row.peerName(),
                        perCall(row.peer(), forces::get)));
            }
        } finally {
            CountedForces.unregister();
        }
        return amounts;
    }

    /** How many statements a call runs in a database of the host. */
    private List<Amount> statements() throws Exception {
        List<Amount> amounts = new ArrayList<>();
        CountedStatements counted = new CountedStatements();
        JdbcConnectionPool host = JdbcConnectionPool.create("jdbc:h2:mem:host;DB_CLOSE_DELAY=-1", "sa", "");
        JdbcConnectionPool bare = JdbcConnectionPool.create("jdbc:h2:mem:bare;DB_CLOSE_DELAY=-1", "sa", "");
        BenchStore store = new BenchStore(
                "data-source", H2Storage.over(counted.of(host)), Files.createTempDirectory("keyholder-bench"));
        try (Group rows =
                StoreRows.over(store, scale, JdbcPeers.over(counted.of(bare).getConnection(), users))) {
            for (Row row : rows.rows()) {
                amounts.add(new Amount(
                        "statements-" + row.name(),
                        "statements",
                        perCall(row.ours(), counted::count),
                        row.peerName(),
                        perCall(row.peer(), counted::count)));
            }
        } finally {
            host.dispose();
            bare.dispose();
        }
        return amounts;
    }

    private double allocated(Subject subject) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(subject);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(subject);
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) calls;
    }

    /** What Linux counts of a process. */
    private enum Written {
        BYTES("written-", "B", "wchar:"),
        CALLS("writes-", "writes", "syscw:");

        private final String prefix;
        private final String unit;
        private final String line;

        Written(String prefix, String unit, String line) {
            this.prefix = prefix;
            this.unit = unit;
            this.line = line;
        }

        long counted() throws IOException {
            return Files.readAllLines(WRITTEN).stream()
                    .filter(counted -> counted.startsWith(line))
                    .mapToLong(counted ->
                            Long.parseLong(counted.substring(line.length()).trim()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Something that only grows. */
    private interface Counter {
        long count() throws IOException;
    }

    private double perCall(Subject subject, Counter counter) throws Exception {
        run(subject);
        long before = counter.count();
        run(subject);
        return (counter.count() - before) / (double) calls;
    }

    private void run(Subject subject) throws Exception {
        for (int call = 0; call < calls; call++) {
            kept = subject.run();
        }
        if (kept == this) {
            throw new IllegalStateException("nothing ran");
        }
    }

    /** Bytes of heap for each user, and for each document of a kilobyte in a map. */
    private Amount heap() {
        kept = this;
        long empty = used();
        MapStorage storage = MapStorage.create();
        storage.users()
                .createAll(IntStream.range(0, users).mapToObj(BulkRows::user).toList());
        kept = storage;
        double ours = (used() - empty) / (double) users;
        kept = this;
        storage.close();
        long again = used();
        kept = documents();
        double peer = (used() - again) / (double) users;
        kept = this;
        return new Amount("heap-user-memory", "B", ours, "map", peer);
    }

    private Map<String, byte[]> documents() {
        Map<String, byte[]> documents = new HashMap<>();
        for (int number = 0; number < users; number++) {
            documents.put("user" + number, "x".repeat(DOCUMENT_BYTES).getBytes(StandardCharsets.UTF_8));
        }
        return documents;
    }

    private static long used() {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Bytes on the disk for each user, while the store is open and once it is closed. */
    private List<Amount> disk() throws Exception {
        Path ours = Files.createTempDirectory("keyholder-bench");
        Path bare = Files.createTempDirectory("keyholder-bench");
        List<User> all = IntStream.range(0, users).mapToObj(BulkRows::user).toList();
        double open;
        double bareOpen;
        try (H2Storage storage = H2Storage.at(ours.resolve("store"));
                Peers peers = JdbcPeers.in(bare, users)) {
            storage.users().createAll(all);
            kept = peers.insert().run();
            open = bytesIn(ours);
            bareOpen = bytesIn(bare);
        }
        List<Amount> amounts = List.of(
                new Amount("disk-user-open-h2", "B", open, "bare-h2", bareOpen),
                new Amount("disk-user-closed-h2", "B", bytesIn(ours), "bare-h2", bytesIn(bare)));
        BenchStore.deleteAll(ours);
        BenchStore.deleteAll(bare);
        return amounts;
    }

    /** Bytes that the file has after many logins, while the store is open and once it is closed. */
    private Amount grown() throws Exception {
        BenchStore store = BenchStore.inH2();
        long open;
        try (Group rows = StoreRows.open(store, scale)) {
            Row login = loginAndCreation(rows).get(0);
            for (int round = 0; round < LOGINS_PER_CALL; round++) {
                run(login.ours());
            }
            open = sizeOf(store.directory().resolve("store"));
            kept = this;
            store.storage().close();
            return new Amount(
                    "disk-after-logins-h2",
                    "B",
                    open,
                    "closed",
                    sizeOf(store.directory().resolve("store")));
        }
    }

    private double bytesIn(Path directory) throws IOException {
        return sizeOf(directory) / (double) users;
    }

    private static long sizeOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
