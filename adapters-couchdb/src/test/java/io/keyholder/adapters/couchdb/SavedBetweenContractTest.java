package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.user.UserRepositoryCreateContract;
import io.keyholder.testkit.contract.user.UserRepositoryLookupContract;
import io.keyholder.testkit.contract.user.UserRepositoryPurgeContract;
import io.keyholder.testkit.contract.user.UserRepositoryUniquenessContract;
import io.keyholder.testkit.contract.user.UserRepositoryUpdateContract;
import io.keyholder.testserver.icure.IcureModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

/**
 * What a store promises of single users, while an iCure server saves each right after it was written. Not of races,
 * which such a save may win, and not that users come back equal: newer servers fill in the moment of creation.
 */
class SavedBetweenContractTest {
    /** The promises that are kept. */
    interface Promises
            extends UserRepositoryCreateContract,
                    UserRepositoryUniquenessContract,
                    UserRepositoryUpdateContract,
                    UserRepositoryPurgeContract,
                    UserRepositoryLookupContract {}

    @Nested
    class ByFirstGeneration implements Promises {
        @Override
        public StorageSandbox newSandbox() {
            return savedBy(IcureGeneration.G1);
        }
    }

    @Nested
    class BySecondGeneration implements Promises {
        @Override
        public StorageSandbox newSandbox() {
            return savedBy(IcureGeneration.G2);
        }
    }

    @Nested
    class ByThirdGeneration implements Promises {
        @Override
        public StorageSandbox newSandbox() {
            return savedBy(IcureGeneration.G3);
        }
    }

    private static StorageSandbox savedBy(IcureGeneration generation) {
        MapCouchDb server = new MapCouchDb();
        CouchDbOptions options = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
                .withDeadline(Duration.ofMinutes(1))
                .withNeighbours(Neighbours.of(generation));
        return new StorageSandbox() {
            @Override
            public Storage open() {
                CouchDbStorage store = CouchDbStorage.open(server, options);
                UserRepository users = saved(store.users(), server, IcureModel.of(generation.name()));
                return proxy(
                        Storage.class,
                        (method, arguments) ->
                                method.getName().equals("users") ? users : call(store, method, arguments));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    /** Users as they are after the neighbour saved them, at the revision of that save. */
    private static UserRepository saved(UserRepository users, MapCouchDb server, IcureModel neighbour) {
        return proxy(
                UserRepository.class,
                (method, arguments) -> afterSave(call(users, method, arguments), users, server, neighbour));
    }

    private static Object afterSave(Object outcome, UserRepository users, MapCouchDb server, IcureModel neighbour) {
        if (outcome instanceof CreateOutcome.Created created) {
            return new CreateOutcome.Created(saved(created.user(), users, server, neighbour));
        }
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return new UpdateOutcome.Updated(saved(updated.user(), users, server, neighbour));
        }
        boolean isOfMany = outcome instanceof List<?> list && list.stream().anyMatch(CreateOutcome.class::isInstance);
        return isOfMany
                ? ((List<?>) outcome)
                        .stream()
                                .map(one -> afterSave(one, users, server, neighbour))
                                .toList()
                : outcome;
    }

    private static User saved(User user, UserRepository users, MapCouchDb server, IcureModel neighbour) {
        String target = "/users/" + Request.encoded(user.id().value());
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        Reply stored = server.send(Request.get(target), deadline);
        server.send(Request.put(target, neighbour.save(stored.body())), deadline);
        return users.findById(user.id()).orElse(user);
    }

    /** What stands between a store and the contract. */
    private interface Between {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> port, Between between) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> between.call(method, given)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
