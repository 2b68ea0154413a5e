package io.keyholder.domain.user;

import io.keyholder.domain.internal.Check;
import java.time.Instant;

/** The value of a property. Immutable; the text kinds show no content in {@code toString}. */
public sealed interface TypedValue {
    /** The kind of the value. */
    ValueType type();

    /** True or false. */
    record BooleanValue(boolean value) implements TypedValue {
        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }
    }

    /** A 64-bit integer; older readers know 32 bits only. */
    record IntegerValue(long value) implements TypedValue {
        @Override
        public ValueType type() {
            return ValueType.INTEGER;
        }
    }

    /** A finite number. */
    record DoubleValue(double value) implements TypedValue {
        public DoubleValue {
            Check.that(Double.isFinite(value), "property value", "is not a finite number");
        }

        @Override
        public ValueType type() {
            return ValueType.DOUBLE;
        }
    }

    /** Text. */
    record StringValue(String value) implements TypedValue {
        public StringValue {
            Check.anyText("property value", value, Integer.MAX_VALUE);
        }

        @Override
        public ValueType type() {
            return ValueType.STRING;
        }

        @Override
        public String toString() {
            return "StringValue[hidden]";
        }
    }

    /** A moment. */
    record DateValue(Instant value) implements TypedValue {
        @Override
        public ValueType type() {
            return ValueType.DATE;
        }
    }

    /** Long text. */
    record ClobValue(String value) implements TypedValue {
        public ClobValue {
            Check.anyText("property value", value, Integer.MAX_VALUE);
        }

        @Override
        public ValueType type() {
            return ValueType.CLOB;
        }

        @Override
        public String toString() {
            return "ClobValue[hidden]";
        }
    }

    /** JSON as text, not checked to be any. */
    record JsonValue(String value) implements TypedValue {
        public JsonValue {
            Check.anyText("property value", value, Integer.MAX_VALUE);
        }

        @Override
        public ValueType type() {
            return ValueType.JSON;
        }

        @Override
        public String toString() {
            return "JsonValue[hidden]";
        }
    }
}
