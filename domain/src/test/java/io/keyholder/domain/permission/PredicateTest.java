package io.keyholder.domain.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicateTest {
    private static final Attributes KNOWN = new Attributes(Map.of(
            "text", AttributeValue.of("Straße 7"),
            "number", AttributeValue.of(new BigDecimal("1.0")),
            "flag", AttributeValue.of(true)));

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 1, TRUE",
        "EQUAL, 2, FALSE",
        "NOTEQUAL, 1, FALSE",
        "NOTEQUAL, 2, TRUE",
        "GREATERTHAN, 0, TRUE",
        "GREATERTHAN, 1, FALSE",
        "SMALLERTHAN, 2, TRUE",
        "SMALLERTHAN, 1, FALSE",
        "GREATERTHANOREQUAL, 1, TRUE",
        "GREATERTHANOREQUAL, 2, FALSE",
        "SMALLERTHANOREQUAL, 1, TRUE",
        "SMALLERTHANOREQUAL, 0, FALSE",
        "LIKE, 1, UNKNOWN",
        "ILIKE, 1, UNKNOWN"
    })
    void comparesNumbersByTheirValue(Operator operator, long right, Truth expected) {
        assertThat(new Predicate.KeyValue("number", operator, AttributeValue.of(right)).evaluate(KNOWN))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "LIKE, Str%, TRUE", "LIKE, str%, FALSE", "ILIKE, STRASSE _, TRUE", "LIKE, %ß%7, TRUE", "LIKE, Straße 7, TRUE",
        "LIKE, Straße, FALSE", "LIKE, Straße__, TRUE", "LIKE, %\\7, TRUE", "LIKE, \\%, FALSE", "LIKE, %%%%7%, TRUE",
        "EQUAL, Straße 7, TRUE", "GREATERTHAN, S, TRUE", "SMALLERTHAN, T, TRUE"
    })
    void comparesText(Operator operator, String right, Truth expected) {
        assertThat(new Predicate.KeyValue("text", operator, AttributeValue.of(right)).evaluate(KNOWN))
                .isEqualTo(expected);
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsUnknown() {
        for (Operator operator : Operator.values()) {
            assertThat(new Predicate.KeyValue("missing", operator, AttributeValue.of("x")).evaluate(KNOWN))
                    .isEqualTo(Truth.UNKNOWN);
            assertThat(new Predicate.KeyValue("flag", operator, AttributeValue.of("true")).evaluate(KNOWN))
                    .isEqualTo(Truth.UNKNOWN);
        }
        assertThat(new Predicate.Unreadable().evaluate(KNOWN)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void combinesByKleenesTables() {
        Predicate yes = Predicate.always();
        Predicate no = new Predicate.Not(yes);
        Predicate unknown = new Predicate.Unreadable();
        assertThat(new Predicate.And(List.of()).evaluate(KNOWN)).isEqualTo(Truth.TRUE);
        assertThat(new Predicate.Or(List.of()).evaluate(KNOWN)).isEqualTo(Truth.FALSE);
        assertThat(new Predicate.And(List.of(unknown, no)).evaluate(KNOWN)).isEqualTo(Truth.FALSE);
        assertThat(new Predicate.And(List.of(unknown, yes)).evaluate(KNOWN)).isEqualTo(Truth.UNKNOWN);
        assertThat(new Predicate.Or(List.of(unknown, yes)).evaluate(KNOWN)).isEqualTo(Truth.TRUE);
        assertThat(new Predicate.Or(List.of(unknown, no)).evaluate(KNOWN)).isEqualTo(Truth.UNKNOWN);
        assertThat(new Predicate.Not(unknown).evaluate(KNOWN)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void aHostilePatternEndsInTime() {
        String pattern = "%a".repeat(2_000) + "b";
        String text = "a".repeat(5_000);
        assertThat(new Predicate.KeyValue("t", Operator.LIKE, AttributeValue.of(pattern))
                        .evaluate(new Attributes(Map.of("t", AttributeValue.of(text)))))
                .isEqualTo(Truth.FALSE);
    }

    @Test
    void refusesHostileNumbersAndDepths() {
        assertThatThrownBy(() -> AttributeValue.of(new BigDecimal("1E+1000000000")))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> AttributeValue.of(new BigDecimal("1E-1000000000")))
                .isInstanceOf(InvalidValueException.class);
        Predicate deep = Predicate.always();
        for (int level = 1; level < Predicate.MAX_DEPTH; level++) {
            deep = new Predicate.Not(deep);
        }
        Predicate deepest = deep;
        assertThat(deepest.depth()).isEqualTo(Predicate.MAX_DEPTH);
        assertThatThrownBy(() -> new Predicate.And(List.of(deepest))).isInstanceOf(InvalidValueException.class);
    }
}
