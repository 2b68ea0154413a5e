package io.keyholder.examples;

import io.keyholder.application.NewInvitation;
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
            required = true,
            paramLabel = "FILE",
            description = "Where the message goes, with its secret, instead of to the person: a new file.")
    private Path message = Path.of("");

    /** Where the message goes. */
    Path message() {
        return message;
    }

    /**
     * Whom to invite.
     *
     * @throws CommandFailure when options are missing or contradict each other
     */
    NewInvitation toNewInvitation() {
        if (Files.exists(message)) {
            throw CommandFailure.usage("the file " + message + " exists already");
        }
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
