package io.keyholder.verification.store;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testserver.SharedServer;
import io.keyholder.testserver.icure.IcureModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A store in CouchDB where models of iCure servers, of one generation or of several, take turns in saving each user
 * right after it was written.
 */
public final class BesideIcure implements Storage {
    private final Storage store;
    private final UserRepository users;
    private final SharedServer server;
    private final String database;
    private final Supplier<IcureModel> neighbours;

    private BesideIcure(Storage store, SharedServer server, String database, Supplier<IcureModel> neighbours) {
        this.store = store;
        this.server = server;
        this.database = database;
        this.neighbours = neighbours;
        users = followed(store.users());
    }

    /** A new, empty database beside servers of these generations, which save in this order again and again. */
    public static StorageSandbox newSandbox(List<IcureGeneration> generations) {
        List<IcureModel> servers = generations.stream()
                .map(generation -> IcureModel.of(generation.name()))
                .toList();
        AtomicInteger saves = new AtomicInteger();
        Supplier<IcureModel> nextServer = () -> servers.get(saves.getAndIncrement() % servers.size());
        SharedServer server = SharedServer.get();
        String database = "keyholder_beside_" + UUID.randomUUID().toString().replace("-", "");
        CouchDbOptions options = CouchDbOptions.of(server.uri(), database)
                .withOtherServers(server.others())
                .withAccount(CouchDbAccount.of(server.name(), server.password()))
                .withDeadline(Duration.ofMinutes(1))
                .withWhenMissing(CouchDbOptions.WhenMissing.CREATE)
                .withNeighbours(new Neighbours(Set.copyOf(generations), Set.of()));
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return new BesideIcure(CouchDbStorage.open(options), server, database, nextServer);
            }

            @Override
            public void close() {
                server.remove(database);
            }
        };
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public LoginStateRepository loginStates() {
        return store.loginStates();
    }

    @Override
    public InvitationRepository invitations() {
        return store.invitations();
    }

    @Override
    public UserEventLog userEvents() {
        return store.userEvents();
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return store.publicKeys();
    }

    @Override
    public void close() {
        store.close();
    }

    private UserRepository followed(UserRepository healthy) {
        return (UserRepository) Proxy.newProxyInstance(
                UserRepository.class.getClassLoader(),
                new Class<?>[] {UserRepository.class},
                (proxy, method, arguments) -> {
                    try {
                        return afterSave(method.invoke(healthy, arguments));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private Object afterSave(Object outcome) {
        if (outcome instanceof CreateOutcome.Created created) {
            return new CreateOutcome.Created(saved(created.user()));
        }
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return new UpdateOutcome.Updated(saved(updated.user()));
        }
        return outcome instanceof List<?> several
                ? several.stream().map(this::afterSave).toList()
                : outcome;
    }

    /** The user after the next neighbour saved it. */
    private User saved(User user) {
        String path = database + "/" + URLEncoder.encode(user.id().value(), StandardCharsets.UTF_8);
        server.put(path, neighbours.get().save(server.read(path)));
        return store.users().findById(user.id()).orElseThrow();
    }
}
