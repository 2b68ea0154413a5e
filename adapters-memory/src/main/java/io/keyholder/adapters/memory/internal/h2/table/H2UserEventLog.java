package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.ports.persistence.UserEventLog;
import java.util.List;

/** The events that wait, in the table {@code keyholder.user_events}, written by the transactions that they tell of. */
public final class H2UserEventLog implements UserEventLog {
    private final H2Database database;

    public H2UserEventLog(H2Database database) {
        this.database = database;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.SAME_TRANSACTION;
    }

    @Override
    public void start() {
        database.write(transaction -> {
            UserEventTables.start(transaction);
            return this;
        });
    }

    @Override
    public void stop() {
        database.write(transaction -> {
            UserEventTables.stop(transaction);
            return this;
        });
    }

    /**
     * As a transaction, which answers when everything that it has seen is on the disk: no listener is told what a crash
     * takes back.
     */
    @Override
    public List<UserEvent> pending(String after, int limit) {
        return database.write(transaction -> UserEventTables.pending(transaction.session(), after, limit));
    }

    @Override
    public void acknowledge(UserEvent event) {
        database.write(transaction -> {
            UserEventTables.delete(transaction, event);
            return event;
        });
    }
}
