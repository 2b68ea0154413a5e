package io.keyholder.domain.invitation;

import io.keyholder.domain.internal.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The contacts known of a person, in no order that matters but among those of one place and kind. Immutable; silent in
 * {@code toString}, because it is personal data.
 *
 * @param entries each with its place
 */
public record ContactDetails(List<Entry> entries) {
    /** None known. */
    public static final ContactDetails NONE = new ContactDetails(List.of());

    /** iCure's order (FORMATS section 10): home email, home phone, work email, work phone, any email, any phone. */
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::place).thenComparing(entry -> !(entry.contact() instanceof Contact.Email));

    public ContactDetails {
        entries = Check.list(entries);
    }

    /** Where a contact reaches its person; earlier ones are preferred. */
    public enum Place {
        HOME,
        WORK,
        OTHER
    }

    /** A contact with its place. */
    public record Entry(Place place, Contact contact) {}

    /** The same with one contact more. */
    public ContactDetails with(Place place, Contact contact) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(new Entry(place, contact));
        return new ContactDetails(more);
    }

    /** The contact to invite by; absent when none is known. */
    public Optional<Contact> preferred() {
        return entries.stream().min(ORDER).map(Entry::contact);
    }

    @Override
    public String toString() {
        return "ContactDetails[hidden]";
    }
}
