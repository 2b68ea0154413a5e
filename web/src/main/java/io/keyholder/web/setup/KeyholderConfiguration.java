package io.keyholder.web.setup;

import io.keyholder.adapters.mail.SmtpEncryption;
import io.keyholder.adapters.mail.SmtpInvitationSender;
import io.keyholder.adapters.mail.SmtpOptions;
import io.keyholder.adapters.memory.InMemoryAuditTrail;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTemplate;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.web.mailbox.Mailbox;
import io.keyholder.web.practice.Practice;
import io.keyholder.web.practice.Role;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the starter makes the one Keyholder of the practice with, beside its settings. */
@Configuration(proxyBeanMethods = false)
class KeyholderConfiguration {
    private static final int KEPT_EVENTS = 2_000;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    InMemoryAuditTrail auditTrail() {
        return InMemoryAuditTrail.ofLatest(KEPT_EVENTS);
    }

    @Bean
    RoleCatalogue roles() {
        return Role::permissionsOf;
    }

    @Bean
    InvitationOptions invitations(Practice practice, Clock clock, Mailbox mailbox) {
        InvitationSender sender = practice.mailServer()
                .<InvitationSender>map(server -> SmtpInvitationSender.through(smtpOptions(practice, server), clock))
                .orElse(mailbox::take);
        return new InvitationOptions(sender, texts(practice));
    }

    private static SmtpOptions smtpOptions(Practice practice, Practice.Smtp server) {
        SmtpOptions options = switch (SmtpEncryption.valueOf(server.encryption())) {
            case TLS -> SmtpOptions.tls(server.host()).withPort(server.port());
            case STARTTLS -> SmtpOptions.startTls(server.host()).withPort(server.port());
            case INSECURE -> SmtpOptions.insecure(server.host(), server.port());
        };
        return options.withSenderName(practice.name());
    }

    /** The secret stands behind the {@code #} of the link, which browsers send to no server. */
    private static InvitationTexts texts(Practice practice) {
        String link = practice.address() + "/invitation#${token}";
        String text = "Hello ${name},\n\n" + practice.name() + " invites you. Open this link before ${expires}:\n\n"
                + link + "\n\nThe link works once. Your private key will be made in your browser; we never have it.\n";
        return InvitationTexts.always(new InvitationTemplate(
                new Contact.Email(practice.sender()),
                "Your invitation to " + practice.name(),
                text,
                Optional.empty(),
                practice.name() + ": " + link,
                ZoneId.systemDefault()));
    }
}
