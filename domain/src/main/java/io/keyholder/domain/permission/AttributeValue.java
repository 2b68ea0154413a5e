package io.keyholder.domain.permission;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.internal.Check;
import java.math.BigDecimal;

/** A value that a predicate compares: text, number or flag. Values of different kinds are not comparable. */
public sealed interface AttributeValue {
    /** @param value any well-formed text of up to 10,000 characters */
    record TextValue(String value) implements AttributeValue {
        public TextValue {
            Check.anyText("attribute text", value, 10_000);
        }
    }

    /** A number; equality is numeric, so 1 equals 1.0. */
    record NumberValue(BigDecimal value) implements AttributeValue {
        private static final int MAX_EXPONENT = 1_000;

        /**
         * @throws InvalidValueException when the exponent lies outside ±{@value #MAX_EXPONENT}: comparing such numbers
         *     could exhaust the host
         */
        public NumberValue {
            if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
                    || Math.abs((long) value.scale()) > MAX_EXPONENT) {
                throw new InvalidValueException("attribute number", "has an exponent beyond ±" + MAX_EXPONENT);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NumberValue that && value.compareTo(that.value) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }
    }

    /** True or false. */
    record FlagValue(boolean value) implements AttributeValue {}

    static AttributeValue of(String text) {
        return new TextValue(text);
    }

    static AttributeValue of(long number) {
        return new NumberValue(BigDecimal.valueOf(number));
    }

    static AttributeValue of(BigDecimal number) {
        return new NumberValue(number);
    }

    static AttributeValue of(boolean flag) {
        return new FlagValue(flag);
    }
}
