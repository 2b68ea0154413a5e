package io.keyholder.testkit.contract.fault;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A store that is right but for one thing, the contract that finds it, and the clauses that fail: the one that is about
 * the fault first, then those that follow from it.
 */
public record StoreFault(String name, Class<?> contract, Supplier<StorageSandbox> sandboxes, List<String> clauses) {
    /** All of them. */
    public static List<StoreFault> all() {
        return Stream.of(
                        UserFaults.all(),
                        UserRaceFaults.all(),
                        LoginStateFaults.all(),
                        ProvisionalFaults.all(),
                        InvitationFaults.all(),
                        EventFaults.all(),
                        KeyFaults.all(),
                        TrialFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    static StoreFault of(String name, Class<?> contract, Supplier<StorageSandbox> sandboxes, String... clauses) {
        return new StoreFault(name, contract, sandboxes, List.of(clauses));
    }

    static StoreFault ofUsers(String name, Class<?> contract, Supplier<UserRepository> users, String... clauses) {
        return of(
                name,
                contract,
                () -> {
                    UserRepository shared = users.get();
                    PublicKeyDirectory keys = new ModelStorage.Keys();
                    return ModelStorage.opening(() -> new ModelStorage(shared, keys));
                },
                clauses);
    }

    static StoreFault ofLoginStates(
            String name, Class<?> contract, Supplier<LoginStateRepository> states, String... clauses) {
        return of(
                name,
                contract,
                () -> {
                    LoginStateRepository shared = states.get();
                    return ModelStorage.opening(() -> ModelStorage.of(shared));
                },
                clauses);
    }

    static StoreFault ofInvitations(
            String name, Class<?> contract, Supplier<InvitationRepository> invitations, String... clauses) {
        return of(
                name,
                contract,
                () -> {
                    InvitationRepository shared = invitations.get();
                    return ModelStorage.opening(() -> ModelStorage.of(shared));
                },
                clauses);
    }

    static StoreFault ofKeys(String name, Class<?> contract, Supplier<PublicKeyDirectory> keys, String... clauses) {
        return of(
                name,
                contract,
                () -> {
                    PublicKeyDirectory shared = keys.get();
                    UserRepository users = new ModelUserRepository();
                    return ModelStorage.opening(() -> new ModelStorage(users, shared));
                },
                clauses);
    }

    /** Does something before a store is opened of which no instance is open any more. */
    static StorageSandbox reopening(Supplier<Storage> stores, Runnable again) {
        AtomicInteger open = new AtomicInteger();
        AtomicBoolean isUsed = new AtomicBoolean();
        return ModelStorage.opening(() -> {
            if (open.getAndIncrement() == 0 && isUsed.getAndSet(true)) {
                again.run();
            }
            return new UserFaults.Delegating(stores.get()) {
                @Override
                public void close() {
                    open.decrementAndGet();
                    super.close();
                }
            };
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
