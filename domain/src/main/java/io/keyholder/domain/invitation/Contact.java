package io.keyholder.domain.invitation;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Text;

/**
 * Where a message to a person goes: an email address or a mobile phone. Neither can hold a line break or anything else
 * that would reach beyond the field of a message it is put into. Silent in {@code toString}, because it is personal
 * data.
 */
public sealed interface Contact {
    /** The longest email address, in UTF-16 units (RFC 5321 section 4.5.3.1.3, without the angle brackets). */
    int MAX_EMAIL_LENGTH = 254;

    /** The longest phone number as written, in UTF-16 units. */
    int MAX_PHONE_LENGTH = 40;

    /** The fewest digits of a phone number: with fewer it would not be recognised as one when typed to log in. */
    int MIN_PHONE_DIGITS = 6;

    /** The most digits of a phone number: those of ITU-T E.164 and a prefix to dial. */
    int MAX_PHONE_DIGITS = 20;

    /**
     * An email address.
     *
     * @param value one {@code @} with something on both sides; no white space, no invisible character and none of
     *     {@code <>()[],;:\"}: a plain mailbox, no quoted one, no list and no display name
     */
    record Email(String value) implements Contact {
        private static final String WHAT = "email address";
        private static final String FORBIDDEN = "<>()[],;:\\\"";

        public Email {
            Check.text(WHAT, value, MAX_EMAIL_LENGTH);
            Check.that(
                    value.codePoints().noneMatch(Email::isForbidden),
                    WHAT,
                    "holds white space, an invisible character or one of " + FORBIDDEN);
            int at = value.indexOf('@');
            Check.that(
                    at > 0 && at == value.lastIndexOf('@') && at < value.length() - 1,
                    WHAT,
                    "is not one name, one @ and one domain");
        }

        @Override
        public String toString() {
            return "Email[hidden]";
        }

        private static boolean isForbidden(int codePoint) {
            return Text.isInvisible(codePoint)
                    || Character.isWhitespace(codePoint)
                    || FORBIDDEN.indexOf(codePoint) >= 0;
        }
    }

    /**
     * A mobile phone.
     *
     * @param value {@value Contact#MIN_PHONE_DIGITS} to {@value Contact#MAX_PHONE_DIGITS} ASCII digits, a leading + if
     *     need be, and between them spaces and {@code -./()} only
     */
    record MobilePhone(String value) implements Contact {
        private static final String WHAT = "mobile phone";
        private static final String SEPARATORS = " -./()";

        public MobilePhone {
            Check.text(WHAT, value, MAX_PHONE_LENGTH);
            String rest = value.startsWith("+") ? value.substring(1) : value;
            Check.that(
                    rest.chars().allMatch(character -> isDigit(character) || SEPARATORS.indexOf(character) >= 0),
                    WHAT,
                    "holds something else than digits, a leading + and separators");
            long digits = rest.chars().filter(MobilePhone::isDigit).count();
            Check.that(
                    digits >= MIN_PHONE_DIGITS && digits <= MAX_PHONE_DIGITS,
                    WHAT,
                    "has " + digits + " digits, not " + MIN_PHONE_DIGITS + " to " + MAX_PHONE_DIGITS);
        }

        @Override
        public String toString() {
            return "MobilePhone[hidden]";
        }

        private static boolean isDigit(int character) {
            return character >= '0' && character <= '9';
        }
    }

    /** The address or number as written, which is where messages go. */
    String value();

    /** The contact of an email address. */
    static Contact email(String address) {
        return new Email(address);
    }

    /** The contact of a mobile phone. */
    static Contact mobilePhone(String number) {
        return new MobilePhone(number);
    }
}
