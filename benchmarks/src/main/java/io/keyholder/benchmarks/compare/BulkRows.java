package io.keyholder.benchmarks.compare;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Many users at once: bringing them in, giving them out, and finding few or counting all among them. */
final class BulkRows implements Group {
    private static final int USERS = 10_000;
    private static final int FEW_USERS = 200;
    private static final int BATCH = 2_000;
    private static final int SMALL_BATCH = 50;
    private static final int PAGE = 50;
    private static final int EXPORTED_PAGE = 500;
    private static final int WITH_A_RARE_NAME = 1_000;
    private static final String RARE = "zwetschge";
    static final String COMMON = "practice";

    private final BenchStore store;
    private final Peers peers;
    private final int users;
    private final int batch;
    private int imported;

    private BulkRows(BenchStore store, Peers peers, int users, int batch) {
        this.store = store;
        this.peers = peers;
        this.users = users;
        this.batch = batch;
    }

    static Group open(BenchStore store, Scale scale) throws Exception {
        int users = scale.of(USERS, FEW_USERS);
        store.storage()
                .users()
                .createAll(IntStream.range(0, users).mapToObj(BulkRows::user).toList());
        return new BulkRows(store, Peers.of(store, users), users, scale.of(BATCH, SMALL_BATCH));
    }

    @Override
    public List<Row> rows() {
        UserRepository repository = store.storage().users();
        UserFilter rare = new UserFilter.MatchingWords(SearchWords.of(RARE));
        UserFilter common = new UserFilter.MatchingWords(SearchWords.of(COMMON));
        List<Row> rows = new ArrayList<>();
        rows.add(row("export", users, this::exported, peers.all()));
        rows.add(row("search-rare", 1, () -> repository.search(rare, PageRequest.first(PAGE)), peers.find("user0")));
        rows.add(row("count-common", 1, () -> repository.count(common), peers.count()));
        rows.add(row("import", batch, () -> repository.createAll(freshUsers()), peers.insertAll(batch)));
        return rows;
    }

    private Row row(String what, int operations, Subject ours, Subject peer) {
        return new Row(what + "-" + store.name(), operations, ours, peers.name(), peer);
    }

    private Object exported() {
        long bytes = 0;
        Optional<UserId> after = Optional.empty();
        for (int left = users; left > 0; left -= EXPORTED_PAGE) {
            List<User> page = store.storage().users().page(new PageRequest(after, EXPORTED_PAGE));
            for (User user : page) {
                bytes += UserDocuments.writeUtf8(user).length;
            }
            after = Optional.of(page.get(page.size() - 1).id());
        }
        return bytes;
    }

    private List<User> freshUsers() {
        List<User> fresh = new ArrayList<>(batch);
        for (int number = 0; number < batch; number++) {
            fresh.add(user(users + imported++));
        }
        return fresh;
    }

    /** A user with words, an email and a hash. */
    static User user(int number) {
        String name = number % WITH_A_RARE_NAME == 0 ? RARE : "name" + number;
        User bare = User.of(
                new UserId("user" + number),
                LoginIdentifiers.login("user" + number).withEmail("user" + number + "@example.org"),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        return bare.withProfile(bare.profile().withName(name + " " + COMMON))
                .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("{sha256}" + "ab".repeat(40))));
    }

    @Override
    public void close() {
        peers.close();
        store.close();
    }
}
