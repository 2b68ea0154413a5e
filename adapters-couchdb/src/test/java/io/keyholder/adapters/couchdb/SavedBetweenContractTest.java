package io.keyholder.adapters.couchdb;

import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testserver.icure.IcureModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/**
 * That a store keeps every promise of a store while iCure servers save each user at the moment it was written. Nothing
 * is different but the revision: a writer goes on with that of the save.
 */
class SavedBetweenContractTest {
    @Nested
    class ByFirstGeneration implements StorageContract {
        @Override
        public StorageSandbox newSandbox() {
            return savedBy(IcureGeneration.G1);
        }
    }

    @Nested
    class BySecondGeneration implements StorageContract {
        @Override
        public StorageSandbox newSandbox() {
            return savedBy(IcureGeneration.G2);
        }
    }

    @Nested
    class ByThirdGeneration implements StorageContract {
        @Override
        public StorageSandbox newSandbox() {
            return savedBy(IcureGeneration.G3);
        }
    }

    /** The servers take turns. */
    @Nested
    class ByAllGenerations implements StorageContract {
        @Override
        public StorageSandbox newSandbox() {
            return savedBy(IcureGeneration.G3, IcureGeneration.G1, IcureGeneration.G2);
        }
    }

    private static StorageSandbox savedBy(IcureGeneration... generations) {
        List<IcureModel> neighbours = List.of(generations).stream()
                .map(generation -> IcureModel.of(generation.name()))
                .toList();
        SavingExchange server = new SavingExchange(new MapCouchDb(), neighbours);
        CouchDbOptions options = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
                .withDeadline(Duration.ofMinutes(1))
                .withNeighbours(new Neighbours(Set.of(generations), Set.of()));
        return new StorageSandbox() {
            @Override
            public Storage open() {
                CouchDbStorage store = CouchDbStorage.open(server, options);
                UserRepository users = readAgain(store.users());
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

    /** Users that were written, as they are after the save. */
    private static UserRepository readAgain(UserRepository users) {
        return proxy(UserRepository.class, (method, arguments) -> readAgain(call(users, method, arguments), users));
    }

    private static Object readAgain(Object outcome, UserRepository users) {
        if (outcome instanceof CreateOutcome.Created created) {
            return new CreateOutcome.Created(readAgain(created.user(), users));
        }
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return new UpdateOutcome.Updated(readAgain(updated.user(), users));
        }
        boolean isOfMany = outcome instanceof List<?> list && list.stream().anyMatch(CreateOutcome.class::isInstance);
        return isOfMany
                ? ((List<?>) outcome).stream().map(one -> readAgain(one, users)).toList()
                : outcome;
    }

    private static User readAgain(User user, UserRepository users) {
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
