package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.crypto.generators.BCrypt;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Password checks: one alone, and eight callers a core that each check one password after the other. The time of a
 * check is that of a core.
 */
final class BcryptRows implements Group {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int WAITING_PER_CORE = 8;
    private static final int ARRIVALS = 400;
    /** The part of Bouncy Castle's capacity that arrives. */
    private static final double LOAD = 0.7;

    private static final double MICROSECOND = 1_000;

    private static final List<Work> WORK = List.of(new Work(10, 8), new Work(12, 4));

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static final int LOWEST_COST = 4;

    private final Scale scale;

    private BcryptRows(Scale scale) {
        this.scale = scale;
    }

    static Group open(Scale scale) {
        return new BcryptRows(scale);
    }

    /**
     * One cost of hashes.
     *
     * @param checks how many a caller makes: so many that beginning and end do not count
     */
    private record Work(int cost, int checks) {}

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Work work : WORK) {
            int cost = scale.of(work.cost(), LOWEST_COST);
            PasswordHasher hasher = BouncyCastleCrypto.create(
                            CryptoOptions.defaults().withBcryptCost(cost))
                    .passwordHasher();
            Callable<Object> ours = checkedBy(hasher);
            BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(cost);
            String encoded = encoder.encode(PASSWORD);
            Callable<Object> bouncyCastle = bouncyCastle(cost);
            Callable<Object> spring = () -> encoder.matches(PASSWORD, encoded);
            rows.add(new Row("bcrypt-" + work.cost() + "-alone", 1, ours::call, "bouncy-castle", bouncyCastle::call));
            rows.add(waiting(work, ours, "bouncy-castle", bouncyCastle));
            rows.add(waiting(work, ours, "spring", spring));
        }
        return rows;
    }

    /** How long 99 of 100 checks take at most that come at random moments, as often as Bouncy Castle can just bear. */
    @Override
    public List<Amount> amounts() throws Exception {
        int cost = scale.of(WORK.get(0).cost(), LOWEST_COST);
        Callable<Object> ours =
                checkedBy(BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(cost))
                        .passwordHasher());
        Callable<Object> bouncyCastle = bouncyCastle(cost);
        repeated(ours, scale.of(ARRIVALS / 8, 1));
        repeated(bouncyCastle, scale.of(ARRIVALS / 8, 1));
        long begin = System.nanoTime();
        repeated(bouncyCastle, scale.of(ARRIVALS / 8, 1));
        double nanosOfOne = (System.nanoTime() - begin) / (double) scale.of(ARRIVALS / 8, 1);
        long[] arrivals = arrivals(nanosOfOne / (cores * LOAD), scale.of(ARRIVALS, 2));
        ExecutorService peerThreads = Executors.newFixedThreadPool(cores);
        try {
            return List.of(new Amount(
                    "bcrypt-10-p99",
                    "us",
                    slowestButOneInAHundred(ours, arrivals, threads),
                    "bouncy-castle",
                    slowestButOneInAHundred(bouncyCastle, arrivals, peerThreads)));
        } finally {
            peerThreads.shutdownNow();
        }
    }

    /** Moments of a Poisson process, the same for both sides. */
    private static long[] arrivals(double meanNanos, int count) {
        Random random = new Random(count);
        long[] arrivals = new long[count];
        double moment = 0;
        for (int number = 0; number < count; number++) {
            moment -= Math.log(1 - random.nextDouble()) * meanNanos;
            arrivals[number] = (long) moment;
        }
        return arrivals;
    }

    private static double slowestButOneInAHundred(Callable<Object> check, long[] arrivals, ExecutorService threads)
            throws Exception {
        long begin = System.nanoTime();
        List<Future<Long>> taken = new ArrayList<>();
        for (long arrival : arrivals) {
            for (long left = begin + arrival - System.nanoTime();
                    left > 0;
                    left = begin + arrival - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            taken.add(threads.submit(() -> {
                check.call();
                return System.nanoTime() - begin - arrival;
            }));
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<Long> one : taken) {
            nanos.add(one.get());
        }
        Collections.sort(nanos);
        return nanos.get((int) Math.ceil(nanos.size() * 0.99) - 1) / MICROSECOND;
    }

    private static Callable<Object> bouncyCastle(int cost) {
        byte[] key = (PASSWORD + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] salt = new byte[16];
        return () -> BCrypt.generate(key, salt, cost, false);
    }

    private Row waiting(Work work, Callable<Object> ours, String peerName, Callable<Object> peer) {
        int checks = scale.of(work.checks(), 1);
        return new Row(
                "bcrypt-" + work.cost() + "-8-waiting",
                WAITING_PER_CORE * checks,
                () -> all(Collections.nCopies(WAITING_PER_CORE * cores, () -> repeated(ours, checks))),
                peerName,
                () -> all(Collections.nCopies(cores, () -> repeated(peer, WAITING_PER_CORE * checks))));
    }

    private static Callable<Object> checkedBy(PasswordHasher hasher) {
        try (Password password = Password.of(PASSWORD)) {
            Optional<PasswordHash> stored = Optional.of(hasher.hash(password));
            return () -> {
                try (Password presented = Password.of(PASSWORD)) {
                    return hasher.verify(presented, stored);
                }
            };
        }
    }

    private static Object repeated(Callable<Object> check, int times) throws Exception {
        Object last = check.call();
        for (int number = 1; number < times; number++) {
            last = check.call();
        }
        return last;
    }

    private Object all(List<Callable<Object>> checks) throws Exception {
        Object last = checks;
        for (Future<Object> check : threads.invokeAll(checks)) {
            last = check.get();
        }
        return last;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
