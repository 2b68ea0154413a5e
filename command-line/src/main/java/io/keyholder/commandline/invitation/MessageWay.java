package io.keyholder.commandline.invitation;

import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.invitation.Contact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options about how a message leaves. Filled by picocli. */
final class MessageWay {
    @Option(names = "--language", paramLabel = "TAG", description = "The language of the message, such as nl-BE.")
    private Optional<String> language = Optional.empty();

    @Option(
            names = "--message",
            paramLabel = "FILE",
            description = "Where the message goes, with its secret, instead of to the person: a new file.")
    private Optional<Path> message = Optional.empty();

    @Mixin
    private MailServer mail = new MailServer();

    Optional<Locale> language() {
        return language.map(Locale::forLanguageTag);
    }

    /**
     * Refuses what cannot work.
     *
     * @throws CommandFailure when options are missing or contradict each other
     */
    void requireWayTo(Contact contact) {
        if (message.isPresent() == mail.isGiven()) {
            throw CommandFailure.usage("one of --message and --smtp is needed");
        }
        if (mail.isGiven() && !(contact instanceof Contact.Email)) {
            throw CommandFailure.usage("--smtp sends to an --email");
        }
        message.filter(Files::exists).ifPresent(file -> {
            throw CommandFailure.usage("the file " + file + " exists already");
        });
    }

    /** Through a server, or into a file. */
    InvitationOptions options(Terminal terminal) {
        return message.map(file -> new InvitationOptions(
                        new MessageFile(file), InvitationTexts.plain(new Contact.Email("keyholder@localhost"))))
                .orElseGet(() -> mail.options(terminal));
    }
}
