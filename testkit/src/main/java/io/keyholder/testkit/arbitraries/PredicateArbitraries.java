package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.Predicate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for the conditions of permissions and what they are evaluated over. */
public final class PredicateArbitraries {
    private static final int MAX_DEPTH = 3;
    private static final int MAX_CHILDREN = 3;
    private static final int MAX_KEY_LENGTH = 512;
    private static final int MAX_TEXT_LENGTH = 10_000;

    private PredicateArbitraries() {}

    /** Any predicate: simple for the most part, sometimes as deep as may be. */
    public static Arbitrary<Predicate> predicates() {
        return Choice.<Predicate>of(50, Arbitraries.of(Predicate.always()))
                .or(49, nested())
                .or(1, Arbitraries.of(deepest(), new Predicate.Unreadable()))
                .arbitrary();
    }

    /** Text, numbers and flags. */
    public static Arbitrary<AttributeValue> attributeValues() {
        return Choice.<AttributeValue>of(
                        3, TextArbitraries.anyText(MAX_TEXT_LENGTH).map(AttributeValue::of))
                .or(3, numbers().map(AttributeValue::of))
                .or(1, Arbitraries.of(AttributeValue.of(true), AttributeValue.of(false)))
                .arbitrary();
    }

    /** What a caller may know; the names are those that predicates ask for. */
    public static Arbitrary<Attributes> attributes() {
        return Maps.upTo(MAX_CHILDREN, keys(), attributeValues())
                .map(Attributes::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Predicate> nested() {
        Arbitrary<Predicate> predicates = leaves();
        for (int depth = 1; depth < MAX_DEPTH; depth++) {
            predicates = Choice.<Predicate>of(4, leaves())
                    .or(1, lists(predicates).map(Predicate.And::new))
                    .or(1, lists(predicates).map(Predicate.Or::new))
                    .or(1, predicates.map(Predicate.Not::new))
                    .arbitrary();
        }
        return predicates.withoutEdgeCases();
    }

    private static Arbitrary<Predicate> leaves() {
        Arbitrary<Predicate> comparisons = Combinators.combine(
                        keys(), Arbitraries.of(Operator.class), attributeValues())
                .as(Predicate.KeyValue::new);
        return Choice.<Predicate>of(1, Arbitraries.of(Predicate.always(), new Predicate.Unreadable()))
                .or(2, comparisons)
                .arbitrary();
    }

    private static Arbitrary<List<Predicate>> lists(Arbitrary<Predicate> predicates) {
        return predicates.list().ofMaxSize(MAX_CHILDREN);
    }

    private static Predicate deepest() {
        Predicate predicate = Predicate.always();
        while (predicate.depth() < Predicate.MAX_DEPTH) {
            predicate = new Predicate.Not(predicate);
        }
        return predicate;
    }

    private static Arbitrary<String> keys() {
        return Choice.of(3, Arbitraries.of("ward", "age", "patientId"))
                .or(1, TextArbitraries.text(MAX_KEY_LENGTH))
                .arbitrary();
    }

    private static Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigDecimal> decimals = Combinators.combine(
                        Arbitraries.longs().withoutEdgeCases(),
                        Arbitraries.integers().between(-5, 20))
                .as((unscaled, scale) -> new BigDecimal(BigInteger.valueOf(unscaled), scale));
        return Choice.of(3, decimals)
                .or(
                        1,
                        Arbitraries.of(
                                BigDecimal.ZERO,
                                new BigDecimal("1.0"),
                                new BigDecimal("-0.000"),
                                new BigDecimal("1E+999"),
                                new BigDecimal("1E-1000"),
                                new BigDecimal("12345678901234567890.12345678901234567890")))
                .arbitrary();
    }
}
