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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bytes: allocated by a call, written by it, held by a user on the heap and on the disk. */
final class AmountRows implements Group {
    private static final int USERS = 20_000;
    private static final int FEW_USERS = 100;
    private static final int CALLS = 2_000;
    private static final int FEW_CALLS = 10;
    private static final int DOCUMENT_BYTES = 1_000;
    private static final int COLLECTIONS = 4;
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
        amounts.add(heap());
        amounts.addAll(disk());
        return amounts;
    }

    /** Bytes that one call hands to the operating system. Linux counts them. */
    private List<Amount> written() throws Exception {
        List<Amount> amounts = new ArrayList<>();
        try (Group rows = StoreRows.open(BenchStore.inH2(), scale)) {
            Row create = null;
            Row login = null;
            for (Row row : rows.rows()) {
                create = row.name().startsWith("create") ? row : create;
                login = row.name().startsWith("login") ? row : login;
            }
            if (create == null || login == null) {
                throw new IllegalStateException("the rows of a store hold no login or no creation");
            }
            double bare = written(create.peer());
            amounts.add(new Amount("written-login-h2", "B", written(login.ours()), create.peerName(), bare));
            amounts.add(new Amount("written-create-h2", "B", written(create.ours()), create.peerName(), bare));
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

    private double written(Subject subject) throws Exception {
        run(subject);
        long before = bytesWritten();
        run(subject);
        return (bytesWritten() - before) / (double) calls;
    }

    private static long bytesWritten() throws IOException {
        return Files.readAllLines(WRITTEN).stream()
                .filter(line -> line.startsWith("wchar:"))
                .mapToLong(
                        line -> Long.parseLong(line.substring("wchar:".length()).trim()))
                .findFirst()
                .orElseThrow();
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

    private double bytesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / (double) users;
        }
    }
}
