package io.keyholder.adapters.memory.internal.h2.directory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The directories that a process has open, each opened once, shared by all who ask for it and closed with the last of
 * them. There is one of these in a process, because locks on files belong to processes. Thread-safe.
 */
public final class SharedDatabases {
    /** That of this process. */
    public static final SharedDatabases OF_THIS_PROCESS = new SharedDatabases();

    private final Map<DatabaseFiles, Place> places = new ConcurrentHashMap<>();

    /** Opens the directory, or joins those who have it open. */
    public OpenDatabase join(DatabaseFiles directory, Supplier<OpenDatabase> opening) {
        while (true) {
            Place place = places.computeIfAbsent(directory, Place::new);
            Optional<OpenDatabase> joined = place.join(opening);
            if (joined.isPresent()) {
                return joined.get();
            }
        }
    }

    /** Leaves the directory; the last one closes it. */
    public void leave(DatabaseFiles directory) {
        Place place = places.get(directory);
        if (place != null) {
            place.leave();
        }
    }

    /** One directory with those who use it. Who opens or closes it keeps the others waiting. */
    private final class Place {
        private final DatabaseFiles directory;
        private Optional<OpenDatabase> store = Optional.empty();
        private int users;
        private boolean abandoned;

        Place(DatabaseFiles directory) {
            this.directory = directory;
        }

        /** The store; absent when this place was abandoned meanwhile and another is to be asked. */
        synchronized Optional<OpenDatabase> join(Supplier<OpenDatabase> opening) {
            if (abandoned) {
                return Optional.empty();
            }
            try {
                store = store.or(() -> Optional.of(opening.get()));
                users++;
                return store;
            } finally {
                abandonWhenUnused();
            }
        }

        synchronized void leave() {
            users--;
            try {
                if (users == 0 && store.isPresent()) {
                    store.get().close();
                }
            } finally {
                abandonWhenUnused();
            }
        }

        private void abandonWhenUnused() {
            if (users == 0) {
                abandoned = true;
                places.remove(directory, this);
            }
        }
    }
}
