package io.keyholder.application.password;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.User;
import io.keyholder.ports.hashing.PasswordBlocklist;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a new password must be, as NIST SP 800-63B-4 and OWASP ASVS 5.0 ask: long enough in characters (code points),
 * not one of the common ones, nothing of the user itself in it; no rules of composition, no expiry. Immutable.
 *
 * @param minLengthAlone the least number of characters of a password that is the only factor: 8 to 64
 * @param minLengthWithSecondFactor the least number beside a second factor: 8 to 64
 * @param maxLength the most characters: 64 to 4,096
 * @param blocklist what everyone tries first
 */
public record PasswordRules(
        int minLengthAlone, int minLengthWithSecondFactor, int maxLength, PasswordBlocklist blocklist) {
    private static final int SHORTEST_TELLING_WORD = 4;
    /** Enough to tell a phone number, and no more than is left of it without the codes of country and operator. */
    private static final int TELLING_DIGITS = 8;

    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s./()-]+");

    public PasswordRules {
        require(minLengthAlone >= 8 && minLengthAlone <= 64, "least length", "is not 8 to 64");
        require(minLengthWithSecondFactor >= 8 && minLengthWithSecondFactor <= 64, "least length", "is not 8 to 64");
        require(maxLength >= 64 && maxLength <= 4_096, "greatest length", "is not 64 to 4,096");
    }

    /** 15 characters alone, 8 beside a second factor, 1,024 at most (NIST SP 800-63B-4 section 3.1.1.2). */
    public static PasswordRules standard(PasswordBlocklist blocklist) {
        return new PasswordRules(15, 8, 1_024, blocklist);
    }

    /** What is wrong with the password for this user; empty when nothing is. */
    public Set<PasswordFlaw> flawsOf(Password password, User user) {
        try (Password composed = password.composed()) {
            return flawsOfComposed(composed, user);
        }
    }

    private Set<PasswordFlaw> flawsOfComposed(Password password, User user) {
        CharBuffer text = decoded(password);
        try {
            Set<PasswordFlaw> flaws = new LinkedHashSet<>();
            long characters = text.codePoints().count();
            if (characters < minLengthFor(user)) {
                flaws.add(new PasswordFlaw.TooShort(minLengthFor(user)));
            }
            if (characters > maxLength) {
                flaws.add(new PasswordFlaw.TooLong(maxLength));
                return flaws;
            }
            if (blocklist.contains(password)) {
                flaws.add(new PasswordFlaw.Common());
            }
            if (containsSomethingOf(user, folded(text.toString()))) {
                flaws.add(new PasswordFlaw.ContainsIdentifier());
            }
            return flaws;
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private int minLengthFor(User user) {
        return user.credentials().secondFactor().isDemanded() ? minLengthWithSecondFactor : minLengthAlone;
    }

    private static boolean containsSomethingOf(User user, String password) {
        Stream<String> identifiers = Stream.of(
                        user.identifiers().login(),
                        user.identifiers().email(),
                        user.identifiers().mobilePhone(),
                        user.profile().name())
                .flatMap(Optional::stream);
        return identifiers.flatMap(PasswordRules::tellingWords).anyMatch(password::contains)
                || containsNumberOf(user, BETWEEN_DIGITS.matcher(password).replaceAll(""));
    }

    /** A phone number is told in any spelling, with or without the code of its country. */
    private static boolean containsNumberOf(User user, String password) {
        return user.identifiers()
                .mobilePhone()
                .map(phone -> NO_DIGITS.matcher(phone).replaceAll(""))
                .filter(digits -> digits.length() >= SHORTEST_TELLING_WORD)
                .map(digits -> digits.substring(Math.max(0, digits.length() - TELLING_DIGITS)))
                .filter(password::contains)
                .isPresent();
    }

    /**
     * The whole, and each word of a name that is long enough to tell something; an address's domain is not the user's
     * own.
     */
    private static Stream<String> tellingWords(String identifier) {
        String whole = folded(identifier);
        int at = whole.lastIndexOf('@');
        String own = at < 0 ? whole : whole.substring(0, at);
        return Stream.concat(Stream.of(whole), Arrays.stream(own.split("[@\\s.]+", -1)))
                .filter(word -> word.codePointCount(0, word.length()) >= SHORTEST_TELLING_WORD);
    }

    private static String folded(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return Normalizer.normalize(compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private static CharBuffer decoded(Password password) {
        byte[] utf8 = password.utf8();
        try {
            char[] characters = new char[utf8.length];
            CharBuffer text = CharBuffer.wrap(characters);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8), text, true);
            text.flip();
            return text;
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private static void require(boolean holds, String what, String problem) {
        if (!holds) {
            throw new InvalidValueException(what, problem);
        }
    }
}
