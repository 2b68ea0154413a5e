package io.keyholder.examples;

import io.keyholder.adapters.mail.SmtpInvitationSender;
import io.keyholder.adapters.mail.SmtpOptions;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Scanner;

/**
 * Invites a patient by email through the SMTP server at this host and port, reads the secret of the message from
 * standard input, and accepts the invitation with it. A real host calls {@code SmtpOptions.tls}.
 */
public final class InviteByMail {
    private InviteByMail() {}

    public static void main(String[] arguments) {
        var clock = Clock.systemUTC();
        var server = SmtpOptions.insecure(arguments[0], Integer.parseInt(arguments[1]));
        var invitations = new InvitationOptions(
                SmtpInvitationSender.through(server, clock),
                InvitationTexts.plain(new Contact.Email("practice@example.org")));
        var options = KeyholderOptions.of(clock).withInvitations(invitations);
        try (var keyholder = EmbeddedKeyholder.open(Path.of("users"), options);
                var input = new Scanner(System.in, StandardCharsets.UTF_8);
                var password = Password.of("lamp ferry walnut 17")) {
            var mary = NewInvitation.of(DataOwner.patient("patient-mary"), Contact.email("mary@example.org"));
            keyholder.invitations().invite(Actor.host(), mary).orThrow();
            System.out.println("Invited. The secret of the message:");

            try (var secret = Password.of(input.nextLine())) {
                var acceptance = InvitationAcceptance.of(secret, password).withoutKey();
                keyholder.invitations().accept(acceptance).orThrow();
            }
            keyholder.logIn("mary@example.org", password).orThrow();
            System.out.println("Mary is in.");
        }
    }
}
