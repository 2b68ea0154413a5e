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
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A load of contested creations: each login is wanted at the same moment by one writer on each node. Prints what the
 * writers were told, and at the end what the database holds. Nodes may be killed and brought back by hand meanwhile;
 * the counts at the end are to be the same.
 *
 * <p>Reads the addresses of the nodes, with an administrator's account in them, from {@code COUCHDB_URLS}, separated by
 * commas. Takes the number of logins, 10,000 unless another is given, and how many of them are wanted at the same time,
 * 1 unless another is given; each of them by one writer on each node.
 */
public final class ContestedLogins {
    private static final int LOGINS = 10_000;
    private static final int MOST_SHOWN = 1_000;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final List<CouchDbStorage> nodes;
    private final List<Told> told = new ArrayList<>();
    private long unavailable;
    private long slowestNanos;

    private ContestedLogins(List<CouchDbStorage> nodes) {
        this.nodes = nodes;
    }

    /** What a writer was told of one login. */
    private record Told(String login, UserId user, Optional<CreateOutcome> outcome, long nanos) {
        boolean isCreated() {
            return outcome.filter(CreateOutcome.Created.class::isInstance).isPresent();
        }
    }

    /** Plays the load. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        int logins = arguments.length > 0 ? Integer.parseInt(arguments[0]) : LOGINS;
        int atOnce = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        String database = "contested_" + UUID.randomUUID().toString().replace("-", "");
        List<CouchDbStorage> nodes = new ArrayList<>();
        for (String address : System.getenv().getOrDefault("COUCHDB_URLS", "").split(",", -1)) {
            nodes.add(CouchDbStorage.open(options(URI.create(address), database)));
        }
        ContestedLogins load = new ContestedLogins(nodes);
        long begin = System.nanoTime();
        load.play(logins, atOnce);
        System.out.printf("%d logins in %d s%n", logins, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        load.count();
        nodes.forEach(CouchDbStorage::close);
    }

    private static CouchDbOptions options(URI address, String database) {
        String[] account = address.getUserInfo().split(":", 2);
        URI server = URI.create(address.getScheme() + "://" + address.getHost() + ":" + address.getPort());
        return CouchDbOptions.of(server, database)
                .withAccount(CouchDbAccount.of(account[0], account[1]))
                .withDeadline(DEADLINE)
                .withWhenMissing(WhenMissing.CREATE);
    }

    private void play(int logins, int atOnce) throws InterruptedException, ExecutionException {
        ExecutorService groups = Executors.newFixedThreadPool(atOnce);
        List<Callable<Boolean>> lanes = new ArrayList<>();
        for (int lane = 0; lane < atOnce; lane++) {
            int first = lane;
            lanes.add(() -> playLane(first, logins, atOnce));
        }
        for (Future<Boolean> lane : groups.invokeAll(lanes)) {
            if (!lane.get()) {
                throw new IllegalStateException("a lane of the load did not play its part");
            }
        }
        groups.shutdown();
    }

    /** Every so many of the logins, one after the other. */
    private boolean playLane(int first, int logins, int step) throws InterruptedException, ExecutionException {
        ExecutorService writers = Executors.newFixedThreadPool(nodes.size());
        CyclicBarrier together = new CyclicBarrier(nodes.size());
        for (int number = first; number < logins; number += step) {
            String login = "login-" + number;
            List<Callable<Told>> rivals = new ArrayList<>();
            for (int node = 0; node < nodes.size(); node++) {
                int own = node;
                rivals.add(() -> create(own, login, together));
            }
            for (Future<Told> rival : writers.invokeAll(rivals)) {
                add(rival.get());
            }
        }
        writers.shutdown();
        return true;
    }

    private synchronized void add(Told answer) {
        told.add(answer);
        slowestNanos = Math.max(slowestNanos, answer.nanos());
        if (answer.outcome().isEmpty()) {
            unavailable++;
        }
    }

    private Told create(int node, String login, CyclicBarrier together) throws Exception {
        User user = User.of(
                new UserId(login + "-of-" + node),
                LoginIdentifiers.login(login),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        together.await();
        long begin = System.nanoTime();
        Optional<CreateOutcome> outcome;
        try {
            outcome = Optional.of(nodes.get(node).users().create(user));
        } catch (StoreUnavailableException unknown) {
            outcome = Optional.empty();
        }
        return new Told(login, user.id(), outcome, System.nanoTime() - begin);
    }

    private void count() {
        long created = told.stream().filter(Told::isCreated).count();
        long logins = told.stream().map(Told::login).distinct().count();
        long winners = told.stream()
                .filter(Told::isCreated)
                .map(Told::login)
                .distinct()
                .count();
        System.out.printf(
                "%d created, %d logins of %d given, %d given twice%n", created, winners, logins, created - winners);
        System.out.printf(
                "%d calls not answered by the store, the slowest call took %d ms%n",
                unavailable, TimeUnit.NANOSECONDS.toMillis(slowestNanos));
        System.out.printf("%d acknowledged users not found%n", count(answer -> answer.isCreated() && !isFound(answer)));
        System.out.printf("%d refused users found%n", count(answer -> isRefused(answer) && isThere(answer)));
        System.out.printf("%d conflicts left%n", conflicts());
        long settled = nodes.get(0).replicas().settleRecords();
        System.out.printf("%d conflicts left after %d were settled%n", conflicts(), settled);
    }

    private int conflicts() {
        return nodes.get(0).replicas().conflicts(Optional.empty(), MOST_SHOWN).size();
    }

    private long count(Predicate<Told> wanted) {
        return told.stream().filter(wanted).count();
    }

    private static boolean isRefused(Told answer) {
        return answer.outcome().isPresent() && !answer.isCreated();
    }

    private boolean isFound(Told answer) {
        return nodes.stream()
                .allMatch(node -> node.users()
                        .findByIdentifier(IdentifierKey.of(answer.login()))
                        .single()
                        .filter(user -> user.id().equals(answer.user()))
                        .isPresent());
    }

    private boolean isThere(Told answer) {
        return nodes.stream()
                .anyMatch(node -> node.users().findById(answer.user()).isPresent());
    }
}
