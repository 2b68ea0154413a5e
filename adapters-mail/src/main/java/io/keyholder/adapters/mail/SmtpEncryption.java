package io.keyholder.adapters.mail;

/** How the connection to an SMTP server is kept secret from others. */
public enum SmtpEncryption {
    /** TLS from the first byte (RFC 8314), usually on port 465. */
    TLS,
    /** TLS after a greeting in clear, usually on port 587; a server that offers none gets no message. */
    STARTTLS,
    /** None: secrets pass in clear. For a server on this machine, and for tests. */
    INSECURE
}
