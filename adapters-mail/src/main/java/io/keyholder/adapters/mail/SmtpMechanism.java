package io.keyholder.adapters.mail;

/** How a host proves to an SMTP server who it is. */
public enum SmtpMechanism {
    /** By a password: PLAIN, LOGIN or what else the server offers (RFC 4954). */
    PASSWORD,
    /** By an OAuth 2.0 access token: XOAUTH2, which Gmail and Exchange Online accept beside OAUTHBEARER (RFC 7628). */
    ACCESS_TOKEN
}
