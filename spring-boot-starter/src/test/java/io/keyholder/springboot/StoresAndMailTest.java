package io.keyholder.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.keyholder.adapters.mail.SmtpEncryption;
import io.keyholder.adapters.mail.SmtpOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.user.FindResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.testserver.SharedServer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StoresAndMailTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KeyholderAutoConfiguration.class))
            .withPropertyValues("keyholder.hashing.bcrypt-cost=4");

    @TempDir
    private Path directory;

    @Test
    void usersAreStoredInCouchDb() {
        SharedServer server = SharedServer.get();
        String database = "keyholder-starter-" + UUID.randomUUID();
        ApplicationContextRunner couchDb = runner.withPropertyValues(
                "keyholder.store=couchdb",
                "keyholder.couchdb.addresses=" + server.uri(),
                "keyholder.couchdb.database=" + database,
                "keyholder.couchdb.account=" + server.name(),
                "keyholder.couchdb.password=" + server.password(),
                "keyholder.couchdb.create-when-missing=true",
                "keyholder.sealing-key-file=" + directory.resolve("sealing.key"));
        try {
            couchDb.run(context -> {
                try (Password password = Password.of("correct horse battery")) {
                    context.getBean(Keyholder.class)
                            .users()
                            .create("ada", password)
                            .orThrow();
                }
            });
            couchDb.run(context -> assertThat(
                            context.getBean(Keyholder.class).users().find(Actor.host(), "ada"))
                    .isInstanceOf(FindResult.Found.class));
        } finally {
            server.remove(database);
        }
    }

    @Test
    void invitationsLeaveOverTheServerOfSpringBootsProperties() {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            runner.withPropertyValues(
                            "keyholder.store=memory",
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + mail.getSmtp().getPort(),
                            "spring.mail.properties[mail.smtp.starttls.enable]=false",
                            "keyholder.invitations.from=practice@example.org",
                            "keyholder.invitations.sender-name=The practice")
                    .run(context -> {
                        InviteResult result = context.getBean(Keyholder.class)
                                .invitations()
                                .invite(
                                        Actor.host(),
                                        NewInvitation.of(
                                                DataOwner.patient("p1"), new Contact.Email("ada@example.org")));
                        assertThat(result).isInstanceOf(InviteResult.Sent.class);
                    });
            assertThat(mail.getReceivedMessages()).hasSize(1);
            assertThat(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0]))
                    .contains("The practice", "practice@example.org");
        } finally {
            mail.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", , STARTTLS, 587",
        "spring.mail.protocol, smtps, TLS, 465",
        "spring.mail.ssl.enabled, true, TLS, 465",
        "mail.smtp.ssl.enable, true, TLS, 465",
        "mail.smtp.starttls.enable, false, INSECURE, 25",
        "mail.smtp.starttls.enable, true, STARTTLS, 587"
    })
    void mailIsEncryptedUnlessSwitchedOff(String property, String value, SmtpEncryption encryption, int port) {
        MailProperties mail = new MailProperties();
        mail.setHost("mail.example.org");
        if ("spring.mail.protocol".equals(property)) {
            mail.setProtocol(value);
        } else if ("spring.mail.ssl.enabled".equals(property)) {
            mail.getSsl().setEnabled(true);
        } else if (property != null) {
            mail.getProperties().put(property, value);
        }
        SmtpOptions options = SmtpSettings.options(mail, new KeyholderProperties.Invitations(null, null), noBundles());
        assertThat(options.encryption()).isEqualTo(encryption);
        assertThat(options.port()).isEqualTo(port);
        assertThat(options.login()).isEmpty();
    }

    @Test
    void theAccountOfTheMailServerIsUsed() {
        MailProperties mail = new MailProperties();
        mail.setHost("mail.example.org");
        mail.setUsername("practice");
        mail.setPassword("secret");
        SmtpOptions options = SmtpSettings.options(mail, new KeyholderProperties.Invitations(null, null), noBundles());
        assertThat(options.login().orElseThrow().name()).isEqualTo("practice");
    }

    private static ObjectProvider<SslBundles> noBundles() {
        return new StaticListableBeanFactory().getBeanProvider(SslBundles.class);
    }
}
