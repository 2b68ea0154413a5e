package io.keyholder.adapters.memory.internal.map;

import io.keyholder.ports.persistence.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** One handle on the maps: what it hands out works until it is closed, whatever other handles do. Thread-safe. */
public final class MapHandle {
    private volatile boolean closed;

    /** The port as this handle sees it. */
    public <T> T guard(Class<T> port, T shared) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> call(shared, method, arguments)));
    }

    /** Lets nothing through any more. */
    public void close() {
        closed = true;
    }

    private @Nullable Object call(Object shared, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean isOfPort = method.getDeclaringClass() != Object.class;
        if (isOfPort && closed) {
            throw new StoreUnavailableException("this handle on the store in memory was closed", null);
        }
        try {
            return method.invoke(shared, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
