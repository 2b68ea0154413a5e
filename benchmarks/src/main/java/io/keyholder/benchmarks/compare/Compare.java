package io.keyholder.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Prints a line for each row: {@code NAME ours VALUE UNIT peer NAME VALUE UNIT ratio R}, with R over 1 where we are
 * better. With names, only groups of these names; with {@code --smoke}, each once and without figures worth reading.
 */
public final class Compare {
    private Compare() {}

    /** Measures what is asked for, or everything. */
    public static void main(String[] arguments) throws Exception {
        List<String> names = new ArrayList<>(Arrays.asList(arguments));
        Scale scale = names.remove("--smoke") ? Scale.SMOKE : Scale.FULL;
        Turns turns = scale == Scale.SMOKE ? Turns.smoke() : Turns.full();
        Map<String, Callable<Group>> groups = groups(scale);
        Set<String> unknown = new java.util.TreeSet<>(names);
        unknown.removeAll(groups.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no group of rows is called " + unknown + "; there are " + groups.keySet());
        }
        for (Map.Entry<String, Callable<Group>> group : groups.entrySet()) {
            if (names.isEmpty() || names.contains(group.getKey())) {
                print(group.getValue(), turns);
            }
        }
    }

    private static Map<String, Callable<Group>> groups(Scale scale) {
        Map<String, Callable<Group>> groups = new LinkedHashMap<>();
        groups.put("bcrypt", () -> BcryptRows.open(scale));
        groups.put("memory", () -> StoreRows.open(BenchStore.inMemory(), scale));
        groups.put("h2", () -> StoreRows.open(BenchStore.inH2(), scale));
        groups.put("bulk", () -> BulkRows.open(BenchStore.inH2(), scale));
        groups.put("bulk-memory", () -> BulkRows.open(BenchStore.inMemory(), scale));
        groups.put("load", () -> LoadRows.open(BenchStore.inH2(), scale));
        groups.put("amounts", () -> new AmountRows(scale));
        groups.put("start", StartRows::open);
        groups.put("documents", DocumentRows::open);
        groups.put("sealing", () -> SealingRows.open(scale));
        groups.put("keys", KeyRows::open);
        return groups;
    }

    private static void print(Callable<Group> opening, Turns turns) throws Exception {
        try (Group group = opening.call()) {
            for (Row row : group.rows()) {
                System.out.println(turns.line(row));
            }
            group.amounts().forEach(amount -> System.out.println(amount.line()));
        }
    }
}
