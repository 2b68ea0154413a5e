package io.keyholder.domain.permission;

import io.keyholder.domain.internal.Check;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A condition of a permission item over the attributes that a caller supplies. Immutable, compared by value. */
public sealed interface Predicate {
    /** How deep predicates may be nested. */
    int MAX_DEPTH = 64;

    /** Holds for everything. */
    static Predicate always() {
        return new Always();
    }

    /** The truth of this condition; {@link Truth#UNKNOWN} where an attribute is missing or cannot be compared. */
    Truth evaluate(Attributes attributes);

    /** The attributes that it asks for. */
    default Set<String> keys() {
        return Set.of();
    }

    /** How many levels of predicates there are, this one included. */
    default int depth() {
        return 1;
    }

    /** Holds for everything. */
    record Always() implements Predicate {
        @Override
        public Truth evaluate(Attributes attributes) {
            return Truth.TRUE;
        }
    }

    /** Holds when all hold; an empty one holds. */
    record And(List<Predicate> predicates) implements Predicate {
        public And {
            predicates = Check.list(predicates);
            requireDepth(predicates);
        }

        @Override
        public Truth evaluate(Attributes attributes) {
            return predicates.stream().map(each -> each.evaluate(attributes)).reduce(Truth.TRUE, Truth::and);
        }

        @Override
        public Set<String> keys() {
            return keysOf(predicates);
        }

        @Override
        public int depth() {
            return 1 + deepest(predicates);
        }
    }

    /** Holds when one holds; an empty one does not. */
    record Or(List<Predicate> predicates) implements Predicate {
        public Or {
            predicates = Check.list(predicates);
            requireDepth(predicates);
        }

        @Override
        public Truth evaluate(Attributes attributes) {
            return predicates.stream().map(each -> each.evaluate(attributes)).reduce(Truth.FALSE, Truth::or);
        }

        @Override
        public Set<String> keys() {
            return keysOf(predicates);
        }

        @Override
        public int depth() {
            return 1 + deepest(predicates);
        }
    }

    /** Holds when the other does not. */
    record Not(Predicate predicate) implements Predicate {
        public Not {
            requireDepth(List.of(predicate));
        }

        @Override
        public Truth evaluate(Attributes attributes) {
            return predicate.evaluate(attributes).not();
        }

        @Override
        public Set<String> keys() {
            return predicate.keys();
        }

        @Override
        public int depth() {
            return 1 + predicate.depth();
        }
    }

    /**
     * Compares one attribute with a value.
     *
     * @param key the attribute's name
     */
    record KeyValue(String key, Operator operator, AttributeValue value) implements Predicate {
        public KeyValue {
            Check.text("predicate key", key, 512);
        }

        @Override
        public Truth evaluate(Attributes attributes) {
            return attributes
                    .get(key)
                    .map(found -> operator.compare(found, value))
                    .orElse(Truth.UNKNOWN);
        }

        @Override
        public Set<String> keys() {
            return Set.of(key);
        }
    }

    /** A stored condition that this version cannot read: it never grants and never escapes a revoke. */
    record Unreadable() implements Predicate {
        @Override
        public Truth evaluate(Attributes attributes) {
            return Truth.UNKNOWN;
        }
    }

    private static Set<String> keysOf(List<Predicate> predicates) {
        return predicates.stream()
                .flatMap(predicate -> predicate.keys().stream())
                .collect(Collectors.toSet());
    }

    private static int deepest(List<Predicate> predicates) {
        return predicates.stream().mapToInt(Predicate::depth).max().orElse(0);
    }

    private static void requireDepth(List<Predicate> children) {
        Check.that(deepest(children) < MAX_DEPTH, "predicate", "is nested deeper than " + MAX_DEPTH);
    }
}
