package io.keyholder.testkit.arbitraries;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for small maps in any order of keys; as cheap as a list of entries, which jqwik's own are not. */
final class Maps {
    private Maps() {}

    /** Up to this many entries. */
    static <K, V> Arbitrary<Map<K, V>> upTo(int maxSize, Arbitrary<K> keys, Arbitrary<V> values) {
        return between(0, maxSize, keys, values);
    }

    /** One entry up to this many. */
    static <K, V> Arbitrary<Map<K, V>> oneTo(int maxSize, Arbitrary<K> keys, Arbitrary<V> values) {
        return between(1, maxSize, keys, values);
    }

    private static <K, V> Arbitrary<Map<K, V>> between(
            int minSize, int maxSize, Arbitrary<K> keys, Arbitrary<V> values) {
        return Combinators.combine(keys, values)
                .as(Map::entry)
                .list()
                .ofMinSize(minSize)
                .ofMaxSize(maxSize)
                .map(Maps::of)
                .withoutEdgeCases();
    }

    private static <K, V> Map<K, V> of(List<Map.Entry<K, V>> entries) {
        Map<K, V> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }
}
