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
import org.jspecify.annotations.Nullable;

/**
 * An audit trail that names in every event the user who acts: the actor that the running call of a facade was given as
 * its first argument. So a method that is added to a facade later is covered as well. Thread-safe.
 */
public final class ActingTrail implements AuditTrail {
    private final AuditTrail trail;
    private final ThreadLocal<Optional<UserId>> acting = ThreadLocal.withInitial(Optional::empty);

    /** Names who acts in the events that go to this trail. */
    public ActingTrail(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void record(AuditEvent event) {
        trail.record(event.actor().isPresent() ? event : event.by(acting.get()));
    }

    /** The trail for what happens later, outside of the running call but on behalf of who acts in it. */
    public AuditTrail ofPresentActor() {
        Optional<UserId> actor = acting.get();
        return event -> trail.record(event.by(actor));
    }

    /** A facade whose every call with an actor is one of that actor. */
    public <T> T naming(Class<T> facade, T useCases) {
        InvocationHandler calls = (proxy, method, arguments) ->
                arguments != null && arguments.length > 0 && arguments[0] instanceof Actor actor
                        ? as(actor, useCases, method, arguments)
                        : call(useCases, method, arguments);
        return facade.cast(Proxy.newProxyInstance(facade.getClassLoader(), new Class<?>[] {facade}, calls));
    }

    private @Nullable Object as(Actor actor, Object useCases, Method method, Object[] arguments) throws Throwable {
        Optional<UserId> before = acting.get();
        acting.set(actor.userId());
        try {
            return call(useCases, method, arguments);
        } finally {
            acting.set(before);
        }
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
