package io.keyholder.springboot;

import io.keyholder.adapters.mail.SmtpEncryption;
import io.keyholder.adapters.mail.SmtpLogin;
import io.keyholder.adapters.mail.SmtpOptions;
import io.keyholder.domain.credential.Password;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/** The mail server of Spring Boot's properties, as options of the adapter for mail. */
final class SmtpSettings {
    private static final String HOST = "spring.mail.host";
    private static final String BUNDLE = "spring.mail.ssl.bundle";
    private static final int SMTP_PORT = 25;

    private SmtpSettings() {}

    static SmtpOptions options(
            MailProperties mail, KeyholderProperties.Invitations invitations, ObjectProvider<SslBundles> bundles) {
        String host = Settings.required(HOST, mail.getHost(), "Set it to the name of the server.");
        SmtpOptions options =
                Settings.using(HOST, () -> of(host, encryption(mail)), "Set it to the name of the server.");
        SmtpOptions trusting = trusting(options, mail, bundles);
        Integer port = mail.getPort();
        SmtpOptions reached = port == null ? trusting : at(trusting, port);
        SmtpOptions authenticated = authenticated(reached, mail);
        String senderName = invitations.senderName();
        return senderName == null
                ? authenticated
                : Settings.using(
                        "keyholder.invitations.sender-name",
                        () -> authenticated.withSenderName(senderName),
                        "Set it to a name of at most 100 characters on one line.");
    }

    private static SmtpOptions at(SmtpOptions options, int port) {
        return Settings.using("spring.mail.port", () -> options.withPort(port), "Set it to a number from 1 to 65535.");
    }

    private static SmtpOptions authenticated(SmtpOptions options, MailProperties mail) {
        String name = mail.getUsername();
        String password = mail.getPassword();
        if (name == null) {
            return options;
        }
        if (password == null) {
            throw new InvalidSettingException(
                    "spring.mail.password", "is not set", null, "Set it to the password of spring.mail.username.");
        }
        return Settings.using(
                "spring.mail.username",
                () -> options.withLogin(new SmtpLogin(name, Password.of(password))),
                "Set it to the name of an account of the server.");
    }

    private static SmtpOptions trusting(SmtpOptions options, MailProperties mail, ObjectProvider<SslBundles> bundles) {
        String name = mail.getSsl().getBundle();
        if (name == null) {
            return options;
        }
        try {
            return options.withTrust(
                    bundles.getObject().getBundle(name).createSslContext().getSocketFactory());
        } catch (NoSuchSslBundleException unknown) {
            throw new InvalidSettingException(
                    BUNDLE,
                    "names no bundle",
                    unknown,
                    "Set it to a bundle of the properties under spring.ssl.bundle.");
        }
    }

    /** STARTTLS, unless the properties ask for TLS at once, or switch STARTTLS off in so many words. */
    private static SmtpEncryption encryption(MailProperties mail) {
        boolean tlsAtOnce = "smtps".equals(mail.getProtocol())
                || mail.getSsl().isEnabled()
                || mail.getSsl().getBundle() != null
                || "true".equals(mail.getProperties().get("mail.smtp.ssl.enable"));
        if (tlsAtOnce) {
            return SmtpEncryption.TLS;
        }
        return "false".equals(mail.getProperties().get("mail.smtp.starttls.enable"))
                ? SmtpEncryption.INSECURE
                : SmtpEncryption.STARTTLS;
    }

    private static SmtpOptions of(String host, SmtpEncryption encryption) {
        return switch (encryption) {
            case TLS -> SmtpOptions.tls(host);
            case STARTTLS -> SmtpOptions.startTls(host);
            case INSECURE -> SmtpOptions.insecure(host, SMTP_PORT);
        };
    }
}
