package io.keyholder.domain.identity;

import io.keyholder.domain.InvalidValueException;
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

    private static final int DELETE = 0x7f;
    private static final String FORBIDDEN = "/\\?#%;";

    public UserId {
        Check.text("user id", value, MAX_LENGTH);
        if (value.charAt(0) == '_') {
            throw new InvalidValueException("user id", Text.quote(value) + " begins with '_'");
        }
        if (value.equals(".") || value.equals("..")) {
            throw new InvalidValueException("user id", Text.quote(value) + " names a folder");
        }
        if (holdsForbidden(value)) {
            throw new InvalidValueException(
                    "user id", Text.quote(value) + " holds white space, a control character or one of / \\ ? # % ;");
        }
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

    private static boolean holdsForbidden(String value) {
        int index = 0;
        while (index < value.length()) {
            int codePoint = value.codePointAt(index);
            if (isForbidden(codePoint)) {
                return true;
            }
            index += Character.charCount(codePoint);
        }
        return false;
    }

    private static boolean isForbidden(int codePoint) {
        if (codePoint > ' ' && codePoint < DELETE) {
            return FORBIDDEN.indexOf(codePoint) >= 0;
        }
        return Character.isWhitespace(codePoint) || Text.isInvisible(codePoint);
    }
}
