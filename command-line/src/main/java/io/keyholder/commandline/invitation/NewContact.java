package io.keyholder.commandline.invitation;

import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.invitation.Contact;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options about another email or phone. Filled by picocli. */
final class NewContact {
    @Option(names = "--email", paramLabel = "ADDRESS", description = "The new email address.")
    private Optional<String> email = Optional.empty();

    @Option(names = "--phone", paramLabel = "NUMBER", description = "The new mobile phone.")
    private Optional<String> phone = Optional.empty();

    @Option(
            names = "--previous",
            paramLabel = "VALUE",
            description = "The email or phone that it takes the place of, as stored; without it, the user has none.")
    private Optional<String> previous = Optional.empty();

    @Mixin
    private MessageWay message = new MessageWay();

    /** How the code leaves. */
    InvitationOptions way(Terminal terminal) {
        return message.options(terminal);
    }

    /**
     * What is wanted.
     *
     * @throws CommandFailure when options are missing or contradict each other
     */
    ContactChange toChange() {
        if (email.isPresent() == phone.isPresent()) {
            throw CommandFailure.usage("one of --email and --phone is needed");
        }
        Contact contact = email.map(Contact::email).orElseGet(() -> Contact.mobilePhone(phone.orElseThrow()));
        message.requireWayTo(contact);
        return new ContactChange(contact, previous, message.language().orElse(Locale.ENGLISH));
    }
}
