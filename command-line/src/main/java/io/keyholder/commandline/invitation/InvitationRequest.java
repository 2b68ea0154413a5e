package io.keyholder.commandline.invitation;

import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.commandline.user.PersonOptions;
import io.keyholder.domain.invitation.Contact;
import picocli.CommandLine.Mixin;

/** The options about an invitation. Filled by picocli. */
public final class InvitationRequest {
    @Mixin
    private PersonOptions person = new PersonOptions();

    @Mixin
    private MessageWay message = new MessageWay();

    /** How the message leaves: through a server, or into a file. */
    public InvitationOptions way(Terminal terminal) {
        return message.options(terminal);
    }

    /**
     * The person or device to invite.
     *
     * @throws CommandFailure when options are missing or contradict each other
     */
    public NewInvitation toNewInvitation() {
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
