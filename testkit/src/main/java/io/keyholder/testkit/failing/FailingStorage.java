package io.keyholder.testkit.failing;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that works like another one until a test breaks it: it then throws
 * {@link io.keyholder.ports.persistence.StoreUnavailableException}, before the call reaches the other store or, as when
 * a network loses the answer, after. Thread-safe.
 */
public final class FailingStorage implements Storage {
    private final Storage healthy;
    private final Faults faults = new Faults();
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final InvitationRepository invitations;
    private final UserEventLog userEvents;
    private final PublicKeyDirectory publicKeys;

    private FailingStorage(Storage healthy) {
        this.healthy = healthy;
        users = failing(UserRepository.class, healthy::users);
        loginStates = failing(LoginStateRepository.class, healthy::loginStates);
        invitations = failing(InvitationRepository.class, healthy::invitations);
        userEvents = failing(UserEventLog.class, healthy::userEvents);
        publicKeys = failing(PublicKeyDirectory.class, healthy::publicKeys);
    }

    /** Works like this store, which it closes when it is closed, until told otherwise. */
    public static FailingStorage over(Storage healthy) {
        return new FailingStorage(healthy);
    }

    /** The next calls of this method, as many as said, fail before they do anything. */
    public void failNext(StorageCall call, int times) {
        faults.plan(call, Faults.Moment.BEFORE, times);
    }

    /** The next calls of this method, as many as said, do what they are asked to and then fail. */
    public void loseNextAnswers(StorageCall call, int times) {
        faults.plan(call, Faults.Moment.AFTER, times);
    }

    /**
     * The process dies at its {@code number}th call from now on, counted from 1 over all methods: that call and every
     * later one fail before they do anything.
     */
    public void dieBefore(int number) {
        faults.dieAt(number, Faults.Moment.BEFORE);
    }

    /** The same, but that call does what it is asked to before the process dies. */
    public void dieAfter(int number) {
        faults.dieAt(number, Faults.Moment.AFTER);
    }

    /** Every call fails before it does anything, until {@link #repair}. */
    public void breakDown() {
        faults.breakDown();
    }

    /** Nothing fails any more. */
    public void repair() {
        faults.repair();
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
        healthy.close();
    }

    private <T> T failing(Class<T> port, Supplier<T> working) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> call(working.get(), method, arguments)));
    }

    private @Nullable Object call(Object port, Method method, Object @Nullable [] arguments) throws Throwable {
        Optional<StorageCall> call = StorageCall.of(method);
        if (call.isPresent()) {
            faults.before(call.get());
        }
        Object result;
        try {
            result = method.invoke(port, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
        if (call.isPresent()) {
            faults.after(call.get());
        }
        return result;
    }
}
