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

/** Password checks: one alone, and eight a core that wait at the same time. The time of a check is that of a core. */
final class BcryptRows implements Group {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int WAITING_PER_CORE = 8;
    private static final int[] COSTS = {10, 12};

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private BcryptRows() {}

    static Group open() {
        return new BcryptRows();
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int cost : COSTS) {
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
            rows.add(new Row("bcrypt-" + cost + "-alone", 1, ours::call, "bouncy-castle", bouncyCastle::call));
            rows.add(waiting(cost, ours, "bouncy-castle", bouncyCastle));
            rows.add(waiting(cost, ours, "spring", spring));
        }
        return rows;
    }

    private Row waiting(int cost, Callable<Object> ours, String peerName, Callable<Object> peer) {
        return new Row(
                "bcrypt-" + cost + "-8-waiting",
                WAITING_PER_CORE,
                () -> all(Collections.nCopies(WAITING_PER_CORE * cores, ours)),
                peerName,
                () -> all(Collections.nCopies(cores, () -> repeated(peer))));
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

    private static Object repeated(Callable<Object> check) throws Exception {
        Object last = check.call();
        for (int number = 1; number < WAITING_PER_CORE; number++) {
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
