package io.keyholder.benchmarks.compare;

import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What a host asks for most, on one store with {@value #USERS} users, or {@value #FEW_USERS} to see that it runs. */
final class StoreRows implements Group {
    private static final int USERS = 5_000;
    private static final int FEW_USERS = 200;
    private static final int PAGE = 50;
    private static final int OTHER_PERMISSIONS = 39;
    private static final String PASSWORD = "correct horse battery staple";
    private static final String LOGIN = "user100";
    private static final PermissionType ASKED = PermissionType.of("MEDICAL_DATA_VIEW");

    private final BenchStore store;
    private final Keyholder keyholder;
    private final Peers peers;
    private final AtomicInteger created = new AtomicInteger();

    private StoreRows(BenchStore store, Peers peers) {
        this.store = store;
        this.peers = peers;
        this.keyholder = Keyholder.open(store.storage(), FreeHashing.crypto());
    }

    static Group open(BenchStore store, Scale scale) throws Exception {
        return over(store, scale, Peers.of(store, scale.of(USERS, FEW_USERS)));
    }

    /** On this store, which is closed with the rows, beside these peers, which are closed too. */
    static Group over(BenchStore store, Scale scale, Peers peers) throws Exception {
        int users = scale.of(USERS, FEW_USERS);
        store.storage()
                .users()
                .createAll(IntStream.range(0, users)
                        .mapToObj(number -> user("user" + number))
                        .toList());
        return new StoreRows(store, peers);
    }

    @Override
    public List<Row> rows() {
        Actor.LoggedIn actor = logIn().actor();
        String token = ((TokenCreation.Created) keyholder
                        .tokens()
                        .create(
                                Actor.host(),
                                actor.user(),
                                "bench",
                                TokenValidity.unlimited(),
                                TokenScope.unrestricted()))
                .value()
                .reveal();
        IdentifierKey key = IdentifierKey.of(LOGIN);
        Optional<UserId> middle = Optional.of(new UserId(LOGIN));
        List<Row> rows = new ArrayList<>();
        rows.add(row("login", this::logIn, peers.login(LOGIN, PASSWORD)));
        rows.add(row("token", () -> logIn(token), peers.token(token)));
        rows.add(row(
                "decide",
                () -> keyholder.permissions().decide(actor, ASKED, Attributes.NONE),
                peers.decision(ASKED.name(), OTHER_PERMISSIONS + 1)));
        rows.add(row("find", () -> store.storage().users().findByIdentifier(key), bare(peers.find(LOGIN))));
        rows.add(row(
                "page",
                () -> store.storage().users().page(new PageRequest(middle, PAGE)),
                bare(peers.page(LOGIN, PAGE))));
        rows.add(row(
                "create",
                () -> store.storage().users().create(user("new" + created.incrementAndGet())),
                bare(peers.insert())));
        return rows;
    }

    private Row row(String what, Subject ours, Peer peer) {
        return new Row(what + "-" + store.name(), 1, ours, peer.name(), peer.subject());
    }

    private Peer bare(Subject peer) {
        return new Peer(peers.name(), peer);
    }

    private LogInResult.Accepted logIn() {
        try (Password password = Password.of(PASSWORD)) {
            return (LogInResult.Accepted) keyholder.logIn(LOGIN, password);
        }
    }

    private LogInResult.Accepted logIn(String token) {
        try (Password presented = Password.of(token)) {
            return (LogInResult.Accepted) keyholder.logIn(LogInRequest.withToken(presented));
        }
    }

    private static User user(String login) {
        Permission others = Permission.granting(IntStream.range(0, OTHER_PERMISSIONS)
                .mapToObj(number -> PermissionType.of("bench.other:" + number))
                .toArray(PermissionType[]::new));
        User bare = User.of(
                        new UserId(login),
                        LoginIdentifiers.login(login),
                        Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE))
                .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("free:" + PASSWORD)));
        return bare.withAuthorization(bare.authorization().with(others).with(Permission.granting(ASKED)));
    }

    @Override
    public void close() {
        peers.close();
        keyholder.close();
        store.close();
    }
}
