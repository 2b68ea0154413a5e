package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Crypto;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Many callers at once in H2: writers that share their syncs, and logins, which should cost what their hashes cost. */
final class LoadRows implements Group {
    private static final int CALLERS = 16;
    private static final int CREATED_BY_EACH = 8;
    private static final int FOUND_BY_EACH = 500;
    private static final List<IdentifierKey> FOUND = IntStream.range(0, CALLERS)
            .mapToObj(number -> IdentifierKey.of("caller" + number))
            .toList();
    private static final int COST = 10;
    private static final int LOWEST_COST = 4;
    private static final String PASSWORD = "correct horse battery staple";

    private final BenchStore store;
    private final Crypto crypto;
    private final Keyholder keyholder;
    private final Peers peers;
    private final PasswordHash stored;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final AtomicInteger created = new AtomicInteger();

    private LoadRows(BenchStore store, Peers peers, int cost) {
        this.crypto = BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(cost));
        this.store = store;
        this.peers = peers;
        this.keyholder = Keyholder.open(store.storage(), crypto);
        try (Password password = Password.of(PASSWORD)) {
            this.stored = crypto.passwordHasher().hash(password);
        }
        for (int number = 0; number < CALLERS; number++) {
            User user = user("caller" + number);
            store.storage()
                    .users()
                    .create(user.withCredentials(user.credentials().withPasswordHash(stored)));
        }
    }

    static Group open(BenchStore store, Scale scale) throws Exception {
        return new LoadRows(store, Peers.of(store, CALLERS), scale.of(COST, LOWEST_COST));
    }

    @Override
    public List<Row> rows() {
        return List.of(
                new Row(
                        "create-16-writers-h2",
                        CALLERS * CREATED_BY_EACH,
                        () -> together(number -> this::createSome),
                        peers.name() + "-one-writer",
                        () -> peers.repeated(peers.insert(), CALLERS * CREATED_BY_EACH)),
                new Row(
                        "find-2-threads-h2",
                        2 * FOUND_BY_EACH,
                        () -> inPairs(this::findSome),
                        "one-thread",
                        () -> peers.repeated(this::findSome, 2)),
                new Row(
                        "login-16-callers-h2",
                        CALLERS,
                        () -> together(number -> () -> logIn("caller" + number)),
                        "their-hashes",
                        () -> together(number -> this::hash)));
    }

    /** One work for each caller. */
    private interface Works {
        Callable<Object> of(int caller);
    }

    private Object together(Works works) throws Exception {
        Object last = works;
        List<Callable<Object>> all =
                IntStream.range(0, CALLERS).mapToObj(works::of).toList();
        for (Future<Object> done : callers.invokeAll(all)) {
            last = done.get();
        }
        return last;
    }

    private Object inPairs(Callable<Object> work) throws Exception {
        Object last = work;
        for (Future<Object> done : callers.invokeAll(List.of(work, work))) {
            last = done.get();
        }
        return last;
    }

    private Object findSome() {
        Object last = this;
        for (int number = 0; number < FOUND_BY_EACH; number++) {
            last = store.storage().users().findByIdentifier(FOUND.get(number % CALLERS));
        }
        return last;
    }

    private Object createSome() {
        Object last = this;
        for (int number = 0; number < CREATED_BY_EACH; number++) {
            last = store.storage().users().create(user("new" + created.incrementAndGet()));
        }
        return last;
    }

    private Object logIn(String login) {
        try (Password password = Password.of(PASSWORD)) {
            return keyholder.logIn(login, password);
        }
    }

    private Object hash() {
        try (Password password = Password.of(PASSWORD)) {
            return crypto.passwordHasher().verify(password, Optional.of(stored));
        }
    }

    private static User user(String login) {
        return User.of(
                new UserId(login),
                LoginIdentifiers.login(login),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
    }

    @Override
    public void close() {
        callers.shutdownNow();
        peers.close();
        keyholder.close();
        store.close();
    }
}
