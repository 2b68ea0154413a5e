package io.keyholder.documents.neighbour;

import java.util.EnumSet;
import java.util.Set;

/**
 * The iCure servers that read and write the same user documents. Immutable.
 *
 * @param generations their generations; empty where no such server writes
 * @param accepted the restrictions that these servers may ignore
 */
public record Neighbours(Set<IcureGeneration> generations, Set<AcceptedDifference> accepted) {
    /** No other server. */
    public static final Neighbours NONE = new Neighbours(Set.of(), Set.of());

    /** Servers of unknown generations: what is written suits all of them. */
    public static final Neighbours ICURE = new Neighbours(EnumSet.allOf(IcureGeneration.class), Set.of());

    public Neighbours {
        generations = Set.copyOf(generations);
        accepted = Set.copyOf(accepted);
    }

    /** Servers of these generations. */
    public static Neighbours of(IcureGeneration first, IcureGeneration... more) {
        return new Neighbours(EnumSet.of(first, more), Set.of());
    }

    /** The same, which may ignore these restrictions. */
    public Neighbours accepting(AcceptedDifference first, AcceptedDifference... more) {
        return new Neighbours(generations, EnumSet.of(first, more));
    }

    /** These servers and others, which may ignore the restrictions that the others may. */
    public Neighbours with(Neighbours others) {
        Set<IcureGeneration> all = EnumSet.noneOf(IcureGeneration.class);
        all.addAll(generations);
        all.addAll(others.generations);
        return new Neighbours(all, others.accepted);
    }

    /** Whether there is any such server. */
    public boolean isPresent() {
        return !generations.isEmpty();
    }

    /** Whether one of them is of this generation. */
    public boolean includes(IcureGeneration generation) {
        return generations.contains(generation);
    }
}
