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
    record Always() implements Predicate {}

    /** Holds when all hold; an empty one holds. */
    record And(List<Predicate> predicates) implements Predicate {
        public And {
            predicates = Check.list(predicates);
            requireDepth(predicates);
        }
    }

    /** Holds when one holds; an empty one does not. */
    record Or(List<Predicate> predicates) implements Predicate {
        public Or {
            predicates = Check.list(predicates);
            requireDepth(predicates);
        }
    }

    /** Holds when the other does not. */
    record Not(Predicate predicate) implements Predicate {
        public Not {
            requireDepth(List.of(predicate));
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
    }

    /** A stored condition that this version cannot read: it never grants and never escapes a revoke. */
    record Unreadable() implements Predicate {}

    /** Holds for everything. */
    static Predicate always() {
        return new Always();
    }

    /** The truth of this condition; {@link Truth#UNKNOWN} where an attribute is missing or cannot be compared. */
    default Truth evaluate(Attributes attributes) {
        if (this instanceof Always) {
            return Truth.TRUE;
        }
        if (this instanceof And and) {
            return and.predicates().stream().map(p -> p.evaluate(attributes)).reduce(Truth.TRUE, Truth::and);
        }
        if (this instanceof Or or) {
            return or.predicates().stream().map(p -> p.evaluate(attributes)).reduce(Truth.FALSE, Truth::or);
        }
        if (this instanceof Not not) {
            return not.predicate().evaluate(attributes).not();
        }
        if (this instanceof KeyValue compared) {
            return attributes
                    .get(compared.key())
                    .map(found -> compared.operator().compare(found, compared.value()))
                    .orElse(Truth.UNKNOWN);
        }
        return Truth.UNKNOWN;
    }

    /** The attributes that it asks for. */
    default Set<String> keys() {
        if (this instanceof And and) {
            return keysOf(and.predicates());
        }
        if (this instanceof Or or) {
            return keysOf(or.predicates());
        }
        if (this instanceof Not not) {
            return not.predicate().keys();
        }
        return this instanceof KeyValue compared ? Set.of(compared.key()) : Set.of();
    }

    /** How many levels of predicates there are, this one included. */
    default int depth() {
        if (this instanceof And and) {
            return 1 + deepest(and.predicates());
        }
        if (this instanceof Or or) {
            return 1 + deepest(or.predicates());
        }
        return this instanceof Not not ? 1 + not.predicate().depth() : 1;
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
