package io.keyholder.benchmarks.compare;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How calls grow with the users in a store: measures each call at ten times as many users each time, prints {@code NAME
 * USERS VALUE us}, and draws the curves on logarithmic scales into a file.
 */
public final class Growth {
    private static final int FIRST = 1_000;
    private static final int BULK = 10_000;
    private static final int PAGE = 50;
    private static final int BATCHES = 5;
    private static final long BATCH_NANOS = 100_000_000;
    private static final double MICROSECOND = 1_000;

    private final Map<String, Map<Integer, Double>> curves = new LinkedHashMap<>();
    /** What the last call returned: kept, so that no compiler leaves the call out. */
    private volatile Object last = this;

    private Growth() {}

    /**
     * Measures up to a number of users.
     *
     * @param arguments the file of the picture, and the most users
     */
    public static void main(String[] arguments) throws Exception {
        Growth growth = new Growth();
        long most = Long.parseLong(arguments[1]);
        growth.warmUp((int) Math.min(FIRST, most));
        for (int users = (int) Math.min(FIRST, most); users <= most; users *= 10) {
            growth.measure(BenchStore.inMemory(), users);
            growth.measure(BenchStore.inH2(), users);
        }
        growth.curves.forEach((name, curve) -> curve.forEach((users, micros) ->
                System.out.println(String.format(Locale.ROOT, "%s %d %.3f us", name, users, micros))));
        Files.writeString(Path.of(arguments[0]), GrowthPicture.of(growth.curves));
    }

    /** The first size would else be measured before the compiler has seen the calls. */
    private void warmUp(int users) throws Exception {
        for (int round = 0; round < BATCHES; round++) {
            measure(BenchStore.inMemory(), users);
            measure(BenchStore.inH2(), users);
        }
        curves.clear();
    }

    private void measure(BenchStore store, int users) throws Exception {
        try (store) {
            UserRepository repository = store.storage().users();
            for (int from = 0; from < users; from += BULK) {
                repository.createAll(IntStream.range(from, Math.min(users, from + BULK))
                        .mapToObj(BulkRows::user)
                        .toList());
            }
            IdentifierKey key = IdentifierKey.of("user" + users / 2);
            Optional<UserId> middle = Optional.of(new UserId("user" + users / 2));
            UserFilter rare = new UserFilter.MatchingWords(SearchWords.of("name" + (users - 1)));
            UserFilter common = new UserFilter.MatchingWords(SearchWords.of(BulkRows.COMMON));
            note("find-" + store.name(), users, () -> repository.findByIdentifier(key));
            note("page-" + store.name(), users, () -> repository.page(new PageRequest(middle, PAGE)));
            note("search-rare-" + store.name(), users, () -> repository.search(rare, PageRequest.first(PAGE)));
            note("search-common-" + store.name(), users, () -> repository.search(common, PageRequest.first(PAGE)));
            note("count-common-" + store.name(), users, () -> repository.count(common));
        }
    }

    private void note(String name, int users, Subject call) throws Exception {
        double[] batches = new double[BATCHES];
        microsOf(call);
        for (int batch = 0; batch < BATCHES; batch++) {
            batches[batch] = microsOf(call);
        }
        Arrays.sort(batches);
        double median = batches[BATCHES / 2];
        curves.computeIfAbsent(name, unseen -> new LinkedHashMap<>()).put(users, median);
    }

    private double microsOf(Subject call) throws Exception {
        long begin = System.nanoTime();
        long calls = 0;
        do {
            last = call.run();
            calls++;
        } while (System.nanoTime() - begin < BATCH_NANOS);
        if (last == this) {
            throw new IllegalStateException("nothing ran");
        }
        return (System.nanoTime() - begin) / MICROSECOND / calls;
    }
}
