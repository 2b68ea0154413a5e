package io.keyholder.verification.store;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A store before whose next conditional write somebody else does something, once. */
public final class InterferedStorage implements Storage {
    private final Storage store;
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final AtomicReference<Runnable> interference = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> userInterference = new AtomicReference<>(() -> {});

    /** The same store for as long as nobody interferes. */
    public InterferedStorage(Storage store) {
        this.store = store;
        users = interfered(UserRepository.class, store.users());
        loginStates = interfered(LoginStateRepository.class, store.loginStates());
    }

    /** Runs this before the next update of a user or a login state. */
    public void beforeTheNextWrite(Runnable action) {
        interference.set(action);
    }

    /** Runs this before the next user is created or updated. */
    public void beforeTheNextUserWrite(Runnable action) {
        userInterference.set(action);
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public LoginStateRepository loginStates() {
        return loginStates;
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

    private <T> T interfered(Class<T> port, T healthy) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (Set.of("update", "compareAndSet", "compareAndSetProvisionally")
                            .contains(method.getName())) {
                        interference.getAndSet(() -> {}).run();
                    }
                    if (Set.of("update", "create").contains(method.getName())) {
                        userInterference.getAndSet(() -> {}).run();
                    }
                    try {
                        return method.invoke(healthy, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
