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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.generators.BCrypt;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Password checks: one alone, and eight callers a core that each check one password after the other. The time of a
 * check is that of a core.
 */
final class BcryptRows implements Group {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int WAITING_PER_CORE = 8;

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
            byte[] key = (PASSWORD + '\0').getBytes(StandardCharsets.UTF_8);
            byte[] salt = new byte[16];
            Callable<Object> bouncyCastle = () -> BCrypt.generate(key, salt, cost, false);
            Callable<Object> spring = () -> encoder.matches(PASSWORD, encoded);
            rows.add(new Row("bcrypt-" + work.cost() + "-alone", 1, ours::call, "bouncy-castle", bouncyCastle::call));
            rows.add(waiting(work, ours, "bouncy-castle", bouncyCastle));
            rows.add(waiting(work, ours, "spring", spring));
        }
        return rows;
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
