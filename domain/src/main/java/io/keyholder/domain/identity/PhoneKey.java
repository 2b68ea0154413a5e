package io.keyholder.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of an {@link IdentifierKey} that reads phone numbers without knowing the region of their user: what is
 * unambiguous is folded. An international number is {@code +} and its digits, whether it was written with {@code +},
 * {@code 00} or {@code tel:}, with or without {@code (0)}, with dashes, spaces and digits of any script. A national
 * number is its digits. Stateless.
 */
final class PhoneKey {
    private static final String SCHEME = "tel:";
    private static final String SEPARATORS = " -./()\u2212";
    private static final Pattern TRUNK_PREFIX = Pattern.compile("\\( *0 *\\)");
    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("00[1-9].*");

    private PhoneKey() {}

    /**
     * The folded number; absent when the text, which is in lower case and compatibility-normalised, is no phone number.
     */
    static Optional<String> of(String text) {
        String number = withAsciiDigits(text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text);
        Optional<String> digits = digitsOf(number);
        return digits.filter(PhoneKey::isLongEnough)
                .map(found -> isInternational(found)
                        ? digitsOf(TRUNK_PREFIX.matcher(number).replaceFirst(""))
                                .orElse(found)
                        : found)
                .map(PhoneKey::withPlus);
    }

    private static String withAsciiDigits(String text) {
        StringBuilder converted = new StringBuilder(text.length());
        text.codePoints()
                .map(each -> Character.getType(each) == Character.DECIMAL_DIGIT_NUMBER
                        ? '0' + Character.digit(each, 10)
                        : each)
                .forEach(converted::appendCodePoint);
        return converted.toString();
    }

    /** The digits behind an optional plus; absent when there is anything but separators between them. */
    private static Optional<String> digitsOf(String number) {
        StringBuilder digits = new StringBuilder();
        for (int index = 0; index < number.length(); index++) {
            char each = number.charAt(index);
            if (isDigit(each) || (each == '+' && digits.isEmpty())) {
                digits.append(each);
            } else if (!isSeparator(each)) {
                return Optional.empty();
            }
        }
        return Optional.of(digits.toString());
    }

    private static boolean isInternational(String digits) {
        return digits.startsWith("+") || INTERNATIONAL_PREFIX.matcher(digits).matches();
    }

    private static String withPlus(String digits) {
        boolean isPrefixed = INTERNATIONAL_PREFIX.matcher(digits).matches();
        return isPrefixed && isLongEnough(digits.substring(2)) ? "+" + digits.substring(2) : digits;
    }

    private static boolean isLongEnough(String digits) {
        return digits.chars().filter(PhoneKey::isDigit).count() >= IdentifierKey.MIN_PHONE_DIGITS;
    }

    private static boolean isSeparator(char each) {
        return SEPARATORS.indexOf(each) >= 0 || Character.getType(each) == Character.DASH_PUNCTUATION;
    }

    private static boolean isDigit(int each) {
        return each >= '0' && each <= '9';
    }
}
