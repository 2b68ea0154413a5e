package io.keyholder.domain.internal;

import io.keyholder.domain.InvalidValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The checks that value types share, so that a rule has one wording. */
public final class Check {
    private Check() {}

    /** Returns {@code text} when it is well-formed Unicode of 1 to {@code maxLength} UTF-16 units. */
    public static String text(String what, String text, int maxLength) {
        if (text.isEmpty()) {
            throw new InvalidValueException(what, "is empty");
        }
        return anyText(what, text, maxLength);
    }

    /** Returns {@code text} when it is well-formed Unicode of at most {@code maxLength} UTF-16 units. */
    public static String anyText(String what, String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new InvalidValueException(
                    what, "has " + text.length() + " characters, more than the " + maxLength + " allowed");
        }
        if (!Text.isWellFormed(text)) {
            throw new InvalidValueException(what, "holds half of a surrogate pair");
        }
        return text;
    }

    /** Throws what a broken rule deserves. */
    public static void that(boolean holds, String what, String problem) {
        if (!holds) {
            throw new InvalidValueException(what, problem);
        }
    }

    /** An unmodifiable copy in the given order. */
    public static <T> List<T> list(Collection<? extends T> values) {
        return Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** An unmodifiable copy that keeps the given order. */
    public static <T> Set<T> set(Collection<? extends T> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** An unmodifiable copy that keeps the given order. */
    public static <K, V> Map<K, V> map(Map<? extends K, ? extends V> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
