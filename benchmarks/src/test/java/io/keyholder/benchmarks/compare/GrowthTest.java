package io.keyholder.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void eachCurveIsALineWithAPointForEachSize() {
        Map<String, Map<Integer, Double>> curves = new LinkedHashMap<>();
        curves.put("find-h2", new TreeMap<>(Map.of(1_000, 4.0, 10_000, 5.0, 100_000, 7.0)));
        curves.put("find-memory", new TreeMap<>(Map.of(1_000, 0.2, 10_000, 0.3, 100_000, 0.4)));

        String svg = GrowthPicture.of(curves);

        assertThat(svg).startsWith("<svg").endsWith("</svg>\n").contains(">find-h2<", ">find-memory<", ">100,000<");
        assertThat(svg.lines().filter(line -> line.startsWith("<polyline")))
                .hasSize(2)
                .allMatch(line -> line.matches("<polyline points=\"([0-9.]+,[0-9.]+ ?){3}\" .*"));
    }
}
