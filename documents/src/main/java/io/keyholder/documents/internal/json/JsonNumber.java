package io.keyholder.documents.internal.json;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A JSON number as it was spelled; what it means is worked out when it is asked for.
 *
 * @param literal its spelling, valid by RFC 8259
 */
public record JsonNumber(String literal) implements Json {
    /** A longer spelling is kept and never calculated with, so that a document cannot exhaust its reader. */
    private static final int MAX_CALCULATED_LENGTH = 2_100;

    private static final int MAX_SHORT_LENGTH = 18;

    /** A whole number. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** A decimal number, spelled as {@link BigDecimal#toString()} does. */
    public static JsonNumber of(BigDecimal value) {
        return new JsonNumber(value.toString());
    }

    /** A finite number, spelled as {@link Double#toString(double)} does. */
    public static JsonNumber of(double value) {
        return new JsonNumber(Double.toString(value));
    }

    /** The exact value as a 64-bit integer; absent when it is not one. {@code 5.0} and {@code 5e0} are. */
    public Optional<Long> asLong() {
        Optional<Long> whole = asShortLong();
        if (whole.isPresent()) {
            return whole;
        }
        try {
            return asDecimal().map(BigDecimal::longValueExact);
        } catch (ArithmeticException notWhole) {
            return Optional.empty();
        }
    }

    /** The value when it is spelled as a whole number of up to {@value #MAX_SHORT_LENGTH} characters; the quick way. */
    public Optional<Long> asShortLong() {
        return isShortInteger() ? Optional.of(Long.parseLong(literal)) : Optional.empty();
    }

    /** The exact value; absent when the number is too long or its exponent too large to calculate with. */
    public Optional<BigDecimal> asDecimal() {
        if (literal.length() > MAX_CALCULATED_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(literal));
        } catch (NumberFormatException exponentBeyondInt) {
            return Optional.empty();
        }
    }

    /** The nearest double; absent when the number is too large to have one. */
    public Optional<Double> asDouble() {
        return Optional.of(Double.valueOf(literal)).filter(Double::isFinite);
    }

    private boolean isShortInteger() {
        if (literal.length() > MAX_SHORT_LENGTH) {
            return false;
        }
        for (int index = 0; index < literal.length(); index++) {
            char character = literal.charAt(index);
            if (character != '-' && (character < '0' || character > '9')) {
                return false;
            }
        }
        return true;
    }
}
