package io.keyholder.domain.identity;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The identity of a user: a version 4 UUID for new ones; any legacy id that is safe in a URL path of a store (FORMATS
 * section 1): 1 to {@value #MAX_LENGTH} UTF-16 units, none of {@code / \ ? # % ;}, no white space, no control or format
 * character, not beginning with {@code _}, not {@code .} or {@code ..}. Case matters. Ordered by code point, which is
 * the order of the UTF-8 bytes, on every store. Immutable.
 *
 * @param value the id as stored
 */
public record UserId(String value) implements Comparable<UserId> {
    /** The longest id, in UTF-16 units. */
    public static final int MAX_LENGTH = 512;

    private static final String FORBIDDEN = "/\\?#%;";

    public UserId {
        Check.text("user id", value, MAX_LENGTH);
        Check.that(!value.startsWith("_"), "user id", Text.quote(value) + " begins with '_'");
        Check.that(!value.equals(".") && !value.equals(".."), "user id", Text.quote(value) + " names a folder");
        Check.that(
                value.codePoints().noneMatch(UserId::isForbidden),
                "user id",
                Text.quote(value) + " holds white space, a control character or one of / \\ ? # % ;");
    }

    @Override
    public int compareTo(UserId other) {
        return Arrays.compareUnsigned(
                value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isForbidden(int codePoint) {
        return FORBIDDEN.indexOf(codePoint) >= 0 || Character.isWhitespace(codePoint) || Text.isInvisible(codePoint);
    }
}
