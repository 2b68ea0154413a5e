package io.keyholder.adapters.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The directories that a process has open, each opened once, shared by all who ask for it and closed with the last of
 * them. There is one of these in a process, because locks on files belong to processes. Thread-safe.
 */
final class OpenDirectories {
    /** That of this process. */
    static final OpenDirectories OF_THIS_PROCESS = new OpenDirectories();

    private final Map<StoreDirectory, Place> places = new ConcurrentHashMap<>();

    /** Opens the directory, or joins those who have it open. */
    DirectoryStore join(StoreDirectory directory, Supplier<DirectoryStore> opening) {
        while (true) {
            Place place = places.computeIfAbsent(directory, Place::new);
            Optional<DirectoryStore> joined = place.join(opening);
            if (joined.isPresent()) {
                return joined.get();
            }
        }
    }

    /** Leaves the directory; the last one closes it. */
    void leave(StoreDirectory directory) {
        Place place = places.get(directory);
        if (place != null) {
            place.leave();
        }
    }

    /** One directory with those who use it. Who opens or closes it keeps the others waiting. */
    private final class Place {
        private final StoreDirectory directory;
        private Optional<DirectoryStore> store = Optional.empty();
        private int users;
        private boolean abandoned;

        Place(StoreDirectory directory) {
            this.directory = directory;
        }

        /** The store; absent when this place was abandoned meanwhile and another is to be asked. */
        synchronized Optional<DirectoryStore> join(Supplier<DirectoryStore> opening) {
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
                if (users == 0) {
                    store.ifPresent(DirectoryStore::close);
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
