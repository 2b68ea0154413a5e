package io.keyholder.domain.search;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.user.User;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folded words of a text: the one definition of what a search by words compares. Compatibility-decomposed (NFKD),
 * marks dropped, letter case folded without regard to the locale, split at whatever is neither letter nor digit; a text
 * that looks like a phone number is one word, its digits. Immutable; without content in {@code toString}, because it is
 * personal data.
 *
 * @param words folded; empty when the text has neither letter nor digit
 */
public record SearchWords(Set<String> words) {
    /** The longest text that is searched for, in UTF-16 units; checked before anything costly. */
    public static final int MAX_LENGTH = 1_000;

    public SearchWords {
        words = Check.set(words);
        for (String word : words) {
            Check.that(wordsOf(word).equals(Set.of(word)), "searched word", "is not in its folded form");
        }
    }

    /**
     * The words of a text as typed.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is too long or malformed
     */
    public static SearchWords of(String typed) {
        return new SearchWords(wordsOf(Check.anyText("searched text", typed, MAX_LENGTH)));
    }

    /** Whether every word begins some word of the user's name, login, email or mobile phone. */
    public boolean areIn(User user) {
        Set<String> held = heldBy(user);
        return words.stream().allMatch(word -> held.stream().anyMatch(candidate -> candidate.startsWith(word)));
    }

    /** The folded words of the user's name, login, email and mobile phone. */
    public static Set<String> heldBy(User user) {
        Set<String> held = new LinkedHashSet<>();
        Stream.of(
                        user.profile().name(),
                        user.identifiers().login(),
                        user.identifiers().email(),
                        user.identifiers().mobilePhone())
                .flatMap(Optional::stream)
                .forEach(text -> held.addAll(wordsOf(text)));
        return held;
    }

    @Override
    public String toString() {
        return "SearchWords[" + words.size() + "]";
    }

    private static Set<String> wordsOf(String text) {
        Set<String> found = new LinkedHashSet<>();
        String phone = phoneDigits(text);
        if (!phone.isEmpty()) {
            found.add(phone);
            return found;
        }
        StringBuilder word = new StringBuilder();
        fold(text).codePoints().forEach(codePoint -> {
            if (Character.isLetterOrDigit(codePoint)) {
                word.appendCodePoint(codePoint);
            } else {
                close(word, found);
            }
        });
        close(word, found);
        return found;
    }

    private static void close(StringBuilder word, Set<String> found) {
        if (word.length() > 0) {
            found.add(word.toString());
            word.setLength(0);
        }
    }

    /**
     * The digits of what an {@link IdentifierKey} takes for a phone number; empty for anything else. Repeated until
     * nothing changes, because digits that begin with the international prefix lose it again.
     */
    private static String phoneDigits(String text) {
        String digits = phoneDigitsOnce(text);
        String next = phoneDigitsOnce(digits);
        while (!next.isEmpty() && !next.equals(digits)) {
            digits = next;
            next = phoneDigitsOnce(digits);
        }
        return digits;
    }

    private static String phoneDigitsOnce(String text) {
        if (text.length() > IdentifierKey.MAX_LENGTH || text.codePoints().noneMatch(Character::isDigit)) {
            return "";
        }
        String key = IdentifierKey.of(text).value();
        String digits = key.startsWith("+") ? key.substring(1) : key;
        boolean isPhone = digits.length() >= IdentifierKey.MIN_PHONE_DIGITS
                && digits.chars().allMatch(character -> character >= '0' && character <= '9');
        return isPhone ? digits : "";
    }

    /**
     * Repeats the single step until nothing changes, because a capital sharp s becomes a small one first and two s
     * then.
     */
    private static String fold(String text) {
        String current = text;
        String next = foldOnce(current);
        while (!next.equals(current)) {
            current = next;
            next = foldOnce(current);
        }
        return current;
    }

    private static String foldOnce(String text) {
        String upper = Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(upper.length());
        Normalizer.normalize(upper, Normalizer.Form.NFKD)
                .codePoints()
                .filter(codePoint -> Character.getType(codePoint) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
