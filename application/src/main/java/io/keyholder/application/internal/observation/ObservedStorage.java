package io.keyholder.application.internal.observation;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observation.StoreOutcome;
import io.keyholder.ports.observation.Observation.StorePort;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A store whose calls are counted and timed. A method that is added to a port later is observed as well. Thread-safe.
 */
public final class ObservedStorage implements Storage {
    private final Storage storage;
    private final Observing observing;
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final InvitationRepository invitations;
    private final UserEventLog userEvents;
    private final PublicKeyDirectory publicKeys;

    private ObservedStorage(Storage storage, Observing observing) {
        this.storage = storage;
        this.observing = observing;
        this.users = observed(StorePort.USERS, UserRepository.class, storage.users());
        this.loginStates = observed(StorePort.LOGIN_STATES, LoginStateRepository.class, storage.loginStates());
        this.invitations = observed(StorePort.INVITATIONS, InvitationRepository.class, storage.invitations());
        this.userEvents = observed(StorePort.USER_EVENTS, UserEventLog.class, storage.userEvents());
        this.publicKeys = observed(StorePort.PUBLIC_KEYS, PublicKeyDirectory.class, storage.publicKeys());
    }

    /** The same store, when the host observes nothing. */
    public static Storage of(Storage storage, Observing observing) {
        return observing.isOn() ? new ObservedStorage(storage, observing) : storage;
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
        return invitations;
    }

    @Override
    public UserEventLog userEvents() {
        return userEvents;
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return publicKeys;
    }

    @Override
    public void close() {
        storage.close();
    }

    private <T> T observed(StorePort port, Class<T> type, T working) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? called(working, method, arguments)
                        : timed(port, working, method, arguments)));
    }

    private @Nullable Object timed(StorePort port, Object working, Method method, Object @Nullable [] arguments)
            throws Throwable {
        long start = Observing.start();
        try {
            Object result = called(working, method, arguments);
            give(port, StoreOutcome.ANSWERED, start);
            return result;
        } catch (StoreUnavailableException unavailable) {
            give(port, StoreOutcome.UNAVAILABLE, start);
            throw unavailable;
        } catch (Throwable failed) {
            give(port, StoreOutcome.FAILED, start);
            throw failed;
        }
    }

    private void give(StorePort port, StoreOutcome outcome, long start) {
        observing.give(new Observation.StoreCalled(port, outcome, Observing.since(start)));
    }

    private static @Nullable Object called(Object working, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(working, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
