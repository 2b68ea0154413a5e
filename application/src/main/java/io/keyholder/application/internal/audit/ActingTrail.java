package io.keyholder.application.internal.audit;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An audit trail that names in every event the user who acts. That is the actor that the running call of a facade was
 * given as its first argument; in a call without an actor, such as a login, it is the user that proved itself in the
 * call. Only that user, or the library on its way in, writes to it then. So a method that is added to a facade later is
 * covered as well. Thread-safe.
 */
public final class ActingTrail implements AuditTrail {
    private final AuditTrail trail;
    private final ThreadLocal<Acting> running = ThreadLocal.withInitial(() -> Acting.NONE);

    /** Names who acts in the events that go to this trail. */
    public ActingTrail(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Who acts in the running call.
     *
     * @param user absent for the host itself, and until a user proved itself
     * @param isProving whether the call has no actor and a user may prove itself in it
     */
    private record Acting(Optional<UserId> user, boolean isProving) {
        private static final Acting NONE = new Acting(Optional.empty(), false);
        private static final Acting PROVING = new Acting(Optional.empty(), true);

        Optional<UserId> in(AuditEvent event) {
            return isProving ? user.or(event::subject) : user;
        }
    }

    @Override
    public void record(AuditEvent event) {
        if (event instanceof AuditEvent.LoginAccepted accepted && running.get().isProving()) {
            running.set(new Acting(Optional.of(accepted.user()), true));
        }
        trail.record(event.actor().isPresent() ? event : event.by(running.get().in(event)));
    }

    /** The trail for what happens later, outside of the running call but on behalf of who acts in it. */
    public AuditTrail ofPresentActor() {
        Acting acting = running.get();
        return event -> trail.record(event.by(acting.in(event)));
    }

    /** Runs a call that has no actor, in which a user may prove itself. */
    public <T> T proving(Supplier<T> call) {
        Acting before = running.get();
        running.set(Acting.PROVING);
        try {
            return call.get();
        } finally {
            running.set(before);
        }
    }

    /** A facade whose every call is one of its actor, or one in which a user may prove itself. */
    public <T> T naming(Class<T> facade, T useCases) {
        InvocationHandler calls = (proxy, method, arguments) -> {
            Acting before = running.get();
            running.set(
                    arguments != null && arguments.length > 0 && arguments[0] instanceof Actor actor
                            ? new Acting(actor.userId(), false)
                            : Acting.PROVING);
            try {
                return call(useCases, method, arguments);
            } finally {
                running.set(before);
            }
        };
        return facade.cast(Proxy.newProxyInstance(facade.getClassLoader(), new Class<?>[] {facade}, calls));
    }

    private static @Nullable Object call(Object useCases, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(useCases, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
