package io.keyholder.adapters.memory;

import java.sql.SQLException;

/** Something to do on a session that somebody else opens and closes. */
@FunctionalInterface
interface H2Work<T> {
    T on(H2Session session) throws SQLException;
}
