package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.person.PersonData;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for what is known of a person, and for what is reported of one. */
public final class PersonArbitraries {
    private static final int MAX_ENTRIES = 3;

    private PersonArbitraries() {}

    /** Contacts of any place, the same one several times included. */
    public static Arbitrary<ContactDetails> contactDetails() {
        return contactEntries().list().ofMaxSize(MAX_ENTRIES).map(ContactDetails::new);
    }

    /** A contact with its place. */
    public static Arbitrary<ContactDetails.Entry> contactEntries() {
        return Combinators.combine(Arbitraries.of(ContactDetails.Place.class), InvitationArbitraries.contacts())
                .as(ContactDetails.Entry::new)
                .withoutEdgeCases();
    }

    /** All that is stored of a person, which hides every secret in it. */
    public static Arbitrary<PersonData> personData() {
        return Combinators.combine(
                        UserArbitraries.users(),
                        LoginStateArbitraries.loginStates(),
                        KeyArbitraries.registeredKeys().list().ofMaxSize(2),
                        InvitationArbitraries.invitations().list().ofMaxSize(2))
                .as(PersonData::new)
                .withoutEdgeCases();
    }

    /** Events with positions of any text, about one change or all at once. */
    public static Arbitrary<UserEvent> userEvents() {
        return Combinators.combine(
                        TextArbitraries.text(UserEvent.MAX_POSITION_LENGTH),
                        UserIdArbitraries.userIds(),
                        Arbitraries.of(UserEvent.Kind.class).set().ofMinSize(1))
                .as(UserEvent::new)
                .withoutEdgeCases();
    }
}
