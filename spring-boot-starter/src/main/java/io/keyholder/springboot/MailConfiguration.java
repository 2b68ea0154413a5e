package io.keyholder.springboot;

import io.keyholder.adapters.mail.SmtpInvitationSender;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationSender;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Invitations over the server that the properties of Spring Boot name, those that begin with {@code spring.mail}. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    private static final String FROM = "keyholder.invitations.from";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SmtpInvitationSender.class, MailProperties.class})
    @ConditionalOnProperty("spring.mail.host")
    @ConditionalOnMissingBean(InvitationSender.class)
    @EnableConfigurationProperties(MailProperties.class)
    static class OverSmtp {
        @Bean
        InvitationSender keyholderInvitationSender(
                MailProperties mail,
                KeyholderProperties properties,
                ObjectProvider<SslBundles> bundles,
                ObjectProvider<Clock> clock) {
            return SmtpInvitationSender.through(
                    SmtpSettings.options(mail, properties.invitations(), bundles),
                    clock.getIfAvailable(Clock::systemUTC));
        }
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(InvitationSender.class)
    InvitationOptions keyholderInvitations(
            InvitationSender sender, KeyholderProperties properties, ObjectProvider<InvitationTexts> texts) {
        return new InvitationOptions(sender, texts.getIfAvailable(() -> InvitationTexts.plain(from(properties))));
    }

    private static Contact.Email from(KeyholderProperties properties) {
        String from = Settings.required(
                FROM,
                properties.invitations().from(),
                "Set it to the address that invitations come from, such as practice@example.org.");
        return Settings.using(FROM, () -> new Contact.Email(from), "Set it to an email address.");
    }
}
