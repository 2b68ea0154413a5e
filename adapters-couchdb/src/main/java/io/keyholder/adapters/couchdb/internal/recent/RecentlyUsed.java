package io.keyholder.adapters.couchdb.internal.recent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So many entries at most; the one that was used least recently is forgotten first. Thread-safe.
 *
 * @param <K> by what a value is found
 * @param <V> the value
 */
public final class RecentlyUsed<K, V> {
    private final Map<K, V> entries;

    /** @param most how many entries are kept */
    public RecentlyUsed(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    public synchronized void forget(K key) {
        entries.remove(key);
    }

    /** Forgets an entry unless another value was put there meanwhile. */
    public synchronized void forget(K key, V value) {
        entries.remove(key, value);
    }

    public synchronized int size() {
        return entries.size();
    }
}
