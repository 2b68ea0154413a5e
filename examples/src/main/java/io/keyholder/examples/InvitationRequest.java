package io.keyholder.examples;

import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.domain.invitation.Contact;
import picocli.CommandLine.Mixin;

/** What the command line says about an invitation. Filled by picocli. */
final class InvitationRequest {
    @Mixin
    private PersonOptions person = new PersonOptions();

    @Mixin
    private MessageWay message = new MessageWay();

    /** How the message leaves: through a server, or into a file. */
    InvitationOptions way(Terminal terminal) {
        return message.options(terminal);
    }

    /**
     * Whom to invite.
     *
     * @throws CommandFailure when options are missing or contradict each other
     */
    NewInvitation toNewInvitation() {
        Contact contact = contact();
        message.requireWayTo(contact);
        NewInvitation invitation = NewInvitation.of(person.dataOwner(), contact).withProfile(person.profile());
        return message.language().map(invitation::in).orElse(invitation);
    }

    private Contact contact() {
        if (person.email().isPresent() == person.phone().isPresent()) {
            throw CommandFailure.usage("one of --email and --phone is needed");
        }
        return person.email()
                .map(Contact::email)
                .orElseGet(() -> Contact.mobilePhone(person.phone().orElseThrow()));
    }
}
