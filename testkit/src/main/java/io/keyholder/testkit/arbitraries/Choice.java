package io.keyholder.testkit.arbitraries;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/**
 * A weighted choice between arbitraries, without edge cases. Does what {@link Arbitraries#frequencyOf} does and makes
 * the generator of each alternative once rather than for every value, which is what makes whole users affordable.
 */
final class Choice<T> {
    private final List<Arbitrary<T>> tickets = new ArrayList<>();

    private Choice() {}

    /** A choice in which this alternative has this many tickets. */
    static <T> Choice<T> of(int weight, Arbitrary<? extends T> alternative) {
        return new Choice<T>().or(weight, alternative);
    }

    /** Present in this many of a hundred. */
    static <T> Arbitrary<Optional<T>> optional(int percent, Arbitrary<T> present) {
        return Choice.<Optional<T>>of(100 - percent, Arbitraries.just(Optional.empty()))
                .or(percent, present.map(Optional::of))
                .arbitrary();
    }

    /** One more alternative. */
    Choice<T> or(int weight, Arbitrary<? extends T> alternative) {
        Arbitrary<T> widened = alternative.map(value -> value);
        for (int ticket = 0; ticket < weight; ticket++) {
            tickets.add(widened);
        }
        return this;
    }

    Arbitrary<T> arbitrary() {
        Draw<T> draw = new Draw<>(List.copyOf(tickets));
        return Arbitraries.fromGeneratorWithSize(size -> draw.generator(size));
    }

    /**
     * A draw of one ticket. Equal to itself alone: jqwik compares the fields of what it caches, and the comparison of
     * all tickets of nested choices costs more than the generators that it saves.
     */
    private static final class Draw<T> {
        private final List<Arbitrary<T>> tickets;

        Draw(List<Arbitrary<T>> tickets) {
            this.tickets = tickets;
        }

        RandomGenerator<T> generator(int size) {
            List<RandomGenerator<T>> generators = new ArrayList<>();
            for (int i = 0; i < tickets.size(); i++) {
                boolean isSame = i > 0 && tickets.get(i) == tickets.get(i - 1);
                generators.add(isSame ? generators.get(i - 1) : tickets.get(i).generator(size));
            }
            return random -> generators.get(random.nextInt(generators.size())).next(random);
        }
    }
}
