package io.keyholder.adapters.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.Contact;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Reads phone numbers as people of one region write them, with libphonenumber: {@code 0475 12 34 56} in Belgium is
 * {@code +32475123456}. A host puts what is typed through it before it creates, invites, finds or logs in a user, so
 * that one person is one user however the number is written. The library itself folds only what is unambiguous without
 * a region. Immutable and thread-safe.
 */
public final class RegionalPhones {
    private static final int LONGEST_TYPED = 250;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    private RegionalPhones(String region) {
        this.region = region;
    }

    /**
     * Phones of a region.
     *
     * @param region two capital letters of ISO 3166-1, such as {@code BE}
     * @throws InvalidValueException when there is no such region, or none with phone numbers of its own
     */
    public static RegionalPhones of(String region) {
        RegionalPhones phones = new RegionalPhones(region);
        if (!phones.numbers.getSupportedRegions().contains(region)) {
            throw new InvalidValueException("region", "is none of ISO 3166-1 that has phone numbers");
        }
        return phones;
    }

    /**
     * The number in its international form, E.164; absent when it cannot be a number, or has an extension, which is no
     * phone of one person.
     *
     * @param typed a number in digits of any script, with or without the prefixes of the region, or a {@code tel:} URI
     */
    public Optional<Contact.MobilePhone> read(String typed) {
        if (typed.length() > LONGEST_TYPED
                || (!isUri(typed) && typed.codePoints().anyMatch(Character::isLetter))) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = numbers.parse(Normalizer.normalize(typed, Normalizer.Form.NFKC), region);
            return numbers.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(new Contact.MobilePhone(numbers.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException noNumber) {
            return Optional.empty();
        }
    }

    /**
     * What a user typed to be known by: the international form when it is a number of this region or an international
     * one, and otherwise the text as it is.
     */
    public String identifier(String typed) {
        return read(typed).map(Contact.MobilePhone::value).orElse(typed);
    }

    private static boolean isUri(String typed) {
        return typed.strip().regionMatches(true, 0, "tel:", 0, 4);
    }
}
