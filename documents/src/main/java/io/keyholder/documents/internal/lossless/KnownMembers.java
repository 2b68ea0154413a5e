package io.keyholder.documents.internal.lossless;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of an object that a mapping understands, and how far. Built once for each mapping, then only read. */
public final class KnownMembers {
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, MergeRule> shapes = new HashMap<>();
    private final Set<String> respelled = new LinkedHashSet<>();
    private final List<Set<String>> groups = new ArrayList<>();

    private KnownMembers() {}

    /** These, each understood as a whole. */
    public static KnownMembers of(String... names) {
        KnownMembers known = new KnownMembers();
        known.names.addAll(List.of(names));
        known.names.forEach(name -> known.groups.add(Set.of(name)));
        return known;
    }

    /** States how far a member is understood. */
    public KnownMembers shaped(String name, MergeRule shape) {
        shapes.put(name, shape);
        return this;
    }

    /** Adds members that mean something together: their stored spelling is used for all or for none. */
    public KnownMembers together(String... grouped) {
        Set<String> group = new LinkedHashSet<>(List.of(grouped));
        names.addAll(group);
        groups.removeIf(single -> group.containsAll(single));
        groups.add(group);
        return this;
    }

    /** States that the stored spelling of this member is never used. */
    public KnownMembers alwaysRespelled(String name) {
        respelled.add(name);
        return this;
    }

    /** Whether it understands a member of this name. */
    public boolean contains(String name) {
        return names.contains(name);
    }

    boolean isAlwaysRespelled(String name) {
        return respelled.contains(name);
    }

    MergeRule shape(String name) {
        return shapes.getOrDefault(name, MergeRule.WHOLE);
    }

    /** Every name in one group; groups are judged one by one. */
    List<Set<String>> groups() {
        return groups;
    }
}
