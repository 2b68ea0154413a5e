package io.keyholder.commandline.invitation;

import io.keyholder.adapters.mail.SmtpInvitationSender;
import io.keyholder.adapters.mail.SmtpLogin;
import io.keyholder.adapters.mail.SmtpOptions;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.Contact;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options about the SMTP server that takes messages; its account is in the environment. Filled by picocli. */
public final class MailServer {
    /** Names the account at the server; without it none is shown. */
    public static final String USER = "KEYHOLDER_SMTP_USER";

    /** The account's password. */
    public static final String PASSWORD = "KEYHOLDER_SMTP_PASSWORD";

    /** How the connection is kept secret. */
    enum Encryption {
        TLS,
        STARTTLS,
        NONE
    }

    @Option(names = "--smtp", paramLabel = "HOST", description = "Sends the message by email through this server.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--smtp-port",
            paramLabel = "PORT",
            description = "The server's port: 465, or 587 with starttls, unless given.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--smtp-encryption",
            paramLabel = "HOW",
            defaultValue = "tls",
            description = "tls, starttls, or none, which shows the secret to everybody on the way.")
    private Encryption encryption = Encryption.TLS;

    @Option(names = "--from", paramLabel = "ADDRESS", description = "Where the message comes from.")
    private Optional<String> from = Optional.empty();

    /** Whether a server is named. */
    boolean isGiven() {
        return host.isPresent();
    }

    /**
     * Messages that leave through the server.
     *
     * @throws CommandFailure when something is missing
     */
    InvitationOptions options(Terminal terminal) {
        Contact.Email sender =
                new Contact.Email(from.orElseThrow(() -> CommandFailure.usage("--smtp needs --from ADDRESS")));
        SmtpOptions plain = server(host.orElseThrow());
        SmtpOptions server = terminal.setting(USER)
                .map(name -> plain.withLogin(new SmtpLogin(name, password(terminal))))
                .orElse(plain);
        return new InvitationOptions(
                SmtpInvitationSender.through(server, Clock.systemUTC()), InvitationTexts.plain(sender));
    }

    private SmtpOptions server(String name) {
        OptionalInt chosen = port.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        if (encryption == Encryption.NONE) {
            return SmtpOptions.insecure(
                    name, chosen.orElseThrow(() -> CommandFailure.usage("--smtp-encryption none needs --smtp-port")));
        }
        SmtpOptions encrypted = encryption == Encryption.TLS ? SmtpOptions.tls(name) : SmtpOptions.startTls(name);
        return chosen.isPresent() ? encrypted.withPort(chosen.getAsInt()) : encrypted;
    }

    private static Password password(Terminal terminal) {
        return Password.of(terminal.setting(PASSWORD)
                .orElseThrow(() -> CommandFailure.usage(USER + " is set and " + PASSWORD + " is not")));
    }
}
