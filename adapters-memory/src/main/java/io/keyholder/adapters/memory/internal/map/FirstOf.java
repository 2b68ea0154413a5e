package io.keyholder.adapters.memory.internal.map;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;

/** Takes the first of many without asking how many there are: a submap counts them for that. Stateless. */
final class FirstOf {
    private FirstOf() {}

    /** The first values, up to {@code limit}. */
    static <T> List<T> values(NavigableMap<?, ? extends T> map, int limit) {
        return values(map, limit, value -> true);
    }

    /** The first values of a kind, up to {@code limit}. */
    static <T> List<T> values(NavigableMap<?, ? extends T> map, int limit, Predicate<T> wanted) {
        List<T> first = new ArrayList<>();
        Iterator<? extends T> values = map.values().iterator();
        while (first.size() < limit && values.hasNext()) {
            T value = values.next();
            if (wanted.test(value)) {
                first.add(value);
            }
        }
        return List.copyOf(first);
    }
}
