package io.keyholder.adapters.memory.internal.h2.jdbc;

import java.sql.SQLException;

/** Something to do on a session that the caller opens and closes. */
@FunctionalInterface
public interface H2Work<T> {
    T on(H2Session session) throws SQLException;
}
