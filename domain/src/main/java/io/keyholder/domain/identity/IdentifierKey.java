package io.keyholder.domain.identity;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Text;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The comparison key of a login, email address or phone number: two that have one key are one identifier, whatever user
 * holds them. Compatibility-normalised (NFKC), case-folded without regard to the locale, invisible characters and outer
 * white space dropped; what then looks like a phone number of six digits or more keeps its digits and, when it is
 * international, a leading +; the domain of an email address is folded as UTS 46 maps domains. Idempotent:
 * {@code of(of(x).value())} equals {@code of(x)}. Immutable.
 *
 * @param value the folded text, never empty; not meant for display or for sending messages to
 */
public record IdentifierKey(String value) {
    /** The longest identifier, in UTF-16 units; checked before anything costly. */
    public static final int MAX_LENGTH = 320;

    /** The version of the folding. Another version gives other keys to some identifiers, so that stores fold anew. */
    public static final int FOLDING_VERSION = 2;

    /** The fewest digits that make a text look like a phone number. */
    public static final int MIN_PHONE_DIGITS = 6;

    public IdentifierKey {
        Check.that(!value.isEmpty(), "login identifier", "holds no visible character");
        Check.that(fold(value).equals(value), "identifier key", "is not in its folded form");
    }

    /**
     * The key of an identifier as written.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is empty, too long, malformed or without any visible
     *     character
     */
    public static IdentifierKey of(String written) {
        Check.text("login identifier", written, MAX_LENGTH);
        return new IdentifierKey(fold(written));
    }

    @Override
    public String toString() {
        return "IdentifierKey[" + Text.quote(value) + "]";
    }

    private static String fold(String text) {
        return AsciiIdentifier.fold(text).orElseGet(() -> foldAnyText(text));
    }

    /** Repeats the single step until nothing changes, which makes the whole idempotent by construction. */
    static String foldAnyText(String text) {
        String current = text;
        String next = foldOnce(current);
        while (!next.equals(current)) {
            current = next;
            next = foldOnce(current);
        }
        return current;
    }

    private static String foldOnce(String text) {
        int at = text.lastIndexOf('@');
        if (at > 0 && at < text.length() - 1) {
            String domain = MailDomainKey.of(text.substring(at + 1));
            return (foldName(text.substring(0, at)) + '@' + domain).strip();
        }
        String folded = foldName(text).strip();
        return PhoneKey.of(folded).orElse(folded);
    }

    /** Upper case first, composed again, then lower case: so that i with a dot above and its capital become one. */
    private static String foldName(String text) {
        String upper = compatible(compatible(text).toUpperCase(Locale.ROOT));
        StringBuilder folded = new StringBuilder(upper.length());
        upper.codePoints()
                .map(Character::toLowerCase)
                .filter(codePoint -> codePoint == ' ' || !Text.isInvisible(codePoint))
                .forEach(folded::appendCodePoint);
        return compatible(folded);
    }

    private static String compatible(CharSequence text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
