package io.keyholder.adapters.mail;

import io.keyholder.domain.InvalidValueException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/**
 * Which SMTP server accepts the messages, and how. Immutable.
 *
 * @param host its name, which its certificate must show
 * @param port 1 to 65535
 * @param encryption how the connection is kept secret
 * @param login how the host authenticates; absent when the server asks for nothing
 * @param timeout how long one message may take from connecting to the server's last reply: a second to ten minutes
 * @param trust makes TLS connections, for servers whose certificate the platform does not trust by itself; absent means
 *     the platform's default
 * @param heloName the name by which this host introduces itself in EHLO: its public domain name; absent means the name
 *     that the platform finds, which strict servers may refuse
 * @param senderName the display name beside the sender's address; absent means none
 */
public record SmtpOptions(
        String host,
        int port,
        SmtpEncryption encryption,
        Optional<SmtpLogin> login,
        Duration timeout,
        Optional<SSLSocketFactory> trust,
        Optional<String> heloName,
        Optional<String> senderName) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_SENDER_NAME_LENGTH = 100;
    private static final Pattern HELO_NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[(?:IPv6:)?[0-9A-Fa-f:.]{2,45}]");
    private static final int MAX_PORT = 65_535;
    private static final int TLS_PORT = 465;
    private static final int STARTTLS_PORT = 587;

    public SmtpOptions {
        require(!host.isBlank(), "SMTP host", "is empty");
        require(port >= 1 && port <= MAX_PORT, "SMTP port", "is " + port + ", outside 1 to " + MAX_PORT);
        require(
                timeout.compareTo(MIN_TIMEOUT) >= 0 && timeout.compareTo(MAX_TIMEOUT) <= 0,
                "SMTP timeout",
                "is " + timeout + ", outside " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
        require(
                heloName.stream().allMatch(name -> HELO_NAME.matcher(name).matches()),
                "EHLO name",
                "is neither a domain name in ASCII nor an address in brackets");
        require(
                senderName.stream().allMatch(SmtpOptions::isDisplayName),
                "sender name",
                "is blank, longer than " + MAX_SENDER_NAME_LENGTH + " characters or holds a control character");
    }

    /** A server that speaks TLS from the first byte, on port 465, and asks for no login. */
    public static SmtpOptions tls(String host) {
        return of(host, TLS_PORT, SmtpEncryption.TLS);
    }

    /** A server that speaks TLS after a greeting, on port 587, and asks for no login. */
    public static SmtpOptions startTls(String host) {
        return of(host, STARTTLS_PORT, SmtpEncryption.STARTTLS);
    }

    /** A server that speaks no TLS, on this port: secrets pass in clear. */
    public static SmtpOptions insecure(String host, int port) {
        return of(host, port, SmtpEncryption.INSECURE);
    }

    /** The same on another port. */
    public SmtpOptions withPort(int newPort) {
        return new SmtpOptions(host, newPort, encryption, login, timeout, trust, heloName, senderName);
    }

    /** The same with a login. */
    public SmtpOptions withLogin(SmtpLogin newLogin) {
        return new SmtpOptions(host, port, encryption, Optional.of(newLogin), timeout, trust, heloName, senderName);
    }

    /** The same with another limit of time for one message. */
    public SmtpOptions withTimeout(Duration newTimeout) {
        return new SmtpOptions(host, port, encryption, login, newTimeout, trust, heloName, senderName);
    }

    /** The same, trusting what this factory trusts. The name in the certificate is checked all the same. */
    public SmtpOptions withTrust(SSLSocketFactory factory) {
        return new SmtpOptions(host, port, encryption, login, timeout, Optional.of(factory), heloName, senderName);
    }

    /** The same, introducing this host by its public domain name or by an address literal in brackets. */
    public SmtpOptions withHeloName(String name) {
        return new SmtpOptions(host, port, encryption, login, timeout, trust, Optional.of(name), senderName);
    }

    /** The same with a display name beside the sender's address. */
    public SmtpOptions withSenderName(String name) {
        return new SmtpOptions(host, port, encryption, login, timeout, trust, heloName, Optional.of(name));
    }

    private static SmtpOptions of(String host, int port, SmtpEncryption encryption) {
        return new SmtpOptions(
                host,
                port,
                encryption,
                Optional.empty(),
                DEFAULT_TIMEOUT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isDisplayName(String name) {
        return !name.isBlank()
                && name.length() <= MAX_SENDER_NAME_LENGTH
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static void require(boolean holds, String what, String problem) {
        if (!holds) {
            throw new InvalidValueException(what, problem);
        }
    }
}
