package io.keyholder.benchmarks.compare;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counts the statements that are run over a data source. Thread-safe. */
final class CountedStatements {
    private static final List<Class<?>> INTERFACES =
            List.of(DataSource.class, Connection.class, PreparedStatement.class, Statement.class);

    private final AtomicLong run = new AtomicLong();

    /** The same data source, counted from now on. */
    DataSource of(DataSource source) {
        return (DataSource) counted(source, DataSource.class);
    }

    /** How many were run. */
    long count() {
        return run.get();
    }

    private Object counted(Object target, Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                run.incrementAndGet();
            }
            return result(target, method, arguments);
        });
    }

    private Object result(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(target, arguments);
            return INTERFACES.contains(method.getReturnType()) ? counted(result, method.getReturnType()) : result;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
