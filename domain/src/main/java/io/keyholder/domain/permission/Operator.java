package io.keyholder.domain.permission;

import java.util.Locale;

/** How a key-value predicate compares the supplied attribute (left) with its own value (right). */
public enum Operator {
    EQUAL,
    NOTEQUAL,
    GREATERTHAN,
    SMALLERTHAN,
    GREATERTHANOREQUAL,
    SMALLERTHANOREQUAL,
    /** The whole text against a pattern where {@code %} is any text, {@code _} any character and {@code \} quotes. */
    LIKE,
    /** As {@link #LIKE}, letter case aside. */
    ILIKE;

    /** {@link Truth#UNKNOWN} when the two cannot be compared this way. */
    Truth compare(AttributeValue left, AttributeValue right) {
        return switch (this) {
            case EQUAL -> sameKind(left, right) ? Truth.of(left.equals(right)) : Truth.UNKNOWN;
            case NOTEQUAL -> sameKind(left, right) ? Truth.of(!left.equals(right)) : Truth.UNKNOWN;
            case LIKE, ILIKE -> like(left, right);
            default -> ordered(left, right);
        };
    }

    private Truth ordered(AttributeValue left, AttributeValue right) {
        int order;
        if (left instanceof AttributeValue.NumberValue l && right instanceof AttributeValue.NumberValue r) {
            order = l.value().compareTo(r.value());
        } else if (left instanceof AttributeValue.TextValue l && right instanceof AttributeValue.TextValue r) {
            order = l.value().compareTo(r.value());
        } else {
            return Truth.UNKNOWN;
        }
        return Truth.of(
                switch (this) {
                    case GREATERTHAN -> order > 0;
                    case SMALLERTHAN -> order < 0;
                    case GREATERTHANOREQUAL -> order >= 0;
                    case SMALLERTHANOREQUAL -> order <= 0;
                    default -> throw new IllegalStateException(this + " does not order");
                });
    }

    private Truth like(AttributeValue left, AttributeValue right) {
        if (left instanceof AttributeValue.TextValue text && right instanceof AttributeValue.TextValue pattern) {
            return Truth.of(
                    this == LIKE
                            ? LikePattern.matches(pattern.value(), text.value())
                            : LikePattern.matches(fold(pattern.value()), fold(text.value())));
        }
        return Truth.UNKNOWN;
    }

    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean sameKind(AttributeValue left, AttributeValue right) {
        return left.getClass() == right.getClass();
    }
}
