package io.keyholder.examples;

import io.keyholder.application.InvitationOptions;
import io.keyholder.application.NewInvitation;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.domain.invitation.Contact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the command line says about an invitation. Filled by picocli. */
final class InvitationRequest {
    @Mixin
    private PersonOptions person = new PersonOptions();

    @Option(names = "--language", paramLabel = "TAG", description = "The language of the message, such as nl-BE.")
    private Optional<String> language = Optional.empty();

    @Option(
            names = "--message",
            paramLabel = "FILE",
            description = "Where the message goes, with its secret, instead of to the person: a new file.")
    private Optional<Path> message = Optional.empty();

    @Mixin
    private MailServer mail = new MailServer();

    /** How the message leaves: through a server, or into a file. */
    InvitationOptions way(Terminal terminal) {
        return message.map(file -> new InvitationOptions(
                        new MessageFile(file), InvitationTexts.plain(new Contact.Email("keyholder@localhost"))))
                .orElseGet(() -> mail.options(terminal));
    }

    /**
     * Whom to invite.
     *
     * @throws CommandFailure when options are missing or contradict each other
     */
    NewInvitation toNewInvitation() {
        if (message.isPresent() == mail.isGiven()) {
            throw CommandFailure.usage("one of --message and --smtp is needed");
        }
        if (mail.isGiven() && person.phone().isPresent()) {
            throw CommandFailure.usage("--smtp sends to an --email");
        }
        message.filter(Files::exists).ifPresent(file -> {
            throw CommandFailure.usage("the file " + file + " exists already");
        });
        NewInvitation invitation =
                NewInvitation.of(person.dataOwner(), contact()).withProfile(person.profile());
        return language.map(Locale::forLanguageTag).map(invitation::in).orElse(invitation);
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
