package io.keyholder.examples;

import io.keyholder.application.NewInvitation;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DataOwnerId;
import io.keyholder.domain.user.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the command line says about somebody to be invited. Filled by picocli. */
final class InvitationOptionsOfCall {
    @Option(names = "--email", paramLabel = "ADDRESS", description = "Invites by email; it logs in with it.")
    private Optional<String> email = Optional.empty();

    @Option(names = "--phone", paramLabel = "NUMBER", description = "Invites by mobile phone; it logs in with it.")
    private Optional<String> phone = Optional.empty();

    @Option(names = "--name", paramLabel = "TEXT", description = "Its name for people.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--hcp", paramLabel = "ID", description = "The healthcare party it stands for.")
    private Optional<String> healthcareParty = Optional.empty();

    @Option(names = "--patient", paramLabel = "ID", description = "The patient it stands for.")
    private Optional<String> patient = Optional.empty();

    @Option(names = "--device", paramLabel = "ID", description = "The device it stands for.")
    private Optional<String> device = Optional.empty();

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
        if (email.isPresent() == phone.isPresent()) {
            throw CommandFailure.usage("one of --email and --phone is needed");
        }
        if (Files.exists(message)) {
            throw CommandFailure.usage("the file " + message + " exists already");
        }
        Contact contact = email.map(Contact::email).orElseGet(() -> Contact.mobilePhone(phone.orElseThrow()));
        NewInvitation plain = NewInvitation.of(
                new DataOwner(
                        healthcareParty.map(DataOwnerId::new),
                        patient.map(DataOwnerId::new),
                        device.map(DataOwnerId::new)),
                contact);
        NewInvitation named =
                name.map(text -> plain.withProfile(Profile.NONE.withName(text))).orElse(plain);
        return language.map(Locale::forLanguageTag).map(named::in).orElse(named);
    }
}
