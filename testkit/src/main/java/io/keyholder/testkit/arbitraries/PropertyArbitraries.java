package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.ValueType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for the extra properties of users. */
public final class PropertyArbitraries {
    private static final int MAX_TEXT_LENGTH = 1_000;

    private PropertyArbitraries() {}

    /** Any property, of the usual shape or with parts missing and types that disagree. */
    public static Arbitrary<Property> properties() {
        return Choice.of(1, usual()).or(1, odd()).arbitrary();
    }

    /** Values of every kind. */
    public static Arbitrary<TypedValue> typedValues() {
        return Choice.<TypedValue>of(1, Arbitraries.of(true, false).map(TypedValue.BooleanValue::new))
                .or(2, Arbitraries.longs().map(TypedValue.IntegerValue::new))
                .or(2, doubles().map(TypedValue.DoubleValue::new))
                .or(2, texts().map(TypedValue.StringValue::new))
                .or(2, InstantArbitraries.instants().map(TypedValue.DateValue::new))
                .or(1, texts().map(TypedValue.ClobValue::new))
                .or(1, jsonTexts().map(TypedValue.JsonValue::new))
                .arbitrary();
    }

    private static Arbitrary<Property> usual() {
        return Combinators.combine(texts(), typedValues()).as(Property::of).withoutEdgeCases();
    }

    private static Arbitrary<Property> odd() {
        return Combinators.combine(
                        Choice.optional(50, texts()),
                        Choice.optional(50, texts()),
                        Choice.optional(50, Arbitraries.of(ValueType.class)),
                        Choice.optional(70, typedValues()),
                        Choice.optional(20, InstantArbitraries.instants()),
                        Choice.optional(20, texts()),
                        UnknownMembersArbitraries.unknownMembers())
                .as(Property::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Double> doubles() {
        return Choice.of(
                        1,
                        Arbitraries.longs()
                                .withoutEdgeCases()
                                .map(Double::longBitsToDouble)
                                .filter(Double::isFinite))
                .or(
                        1,
                        Arbitraries.of(
                                0.0, -0.0, 0.1, 1.0, -1.5, 1e21, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE))
                .arbitrary();
    }

    private static Arbitrary<String> texts() {
        return TextArbitraries.anyText(MAX_TEXT_LENGTH);
    }

    /** Valid JSON, and text that claims to be it and is not. */
    private static Arbitrary<String> jsonTexts() {
        return Choice.of(2, JsonArbitraries.json()).or(1, texts()).arbitrary();
    }
}
