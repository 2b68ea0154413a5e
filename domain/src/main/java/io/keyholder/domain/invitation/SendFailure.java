package io.keyholder.domain.invitation;

/** Why a message was not sent. Names no address and no secret, so that it can be stored and shown. */
public enum SendFailure {
    /** The server could not be reached, or the connection broke. Trying again may help. */
    UNREACHABLE(true),
    /** The server did not reply in time. Whether the message was sent is unknown. Trying again may help. */
    TIMED_OUT(true),
    /** The server refuses for now: it is busy, closing, full, or delays unknown senders. Trying again later helps. */
    REFUSED_FOR_NOW(true),
    /** The connection could not be made secure, and nothing was sent over an insecure one. */
    NOT_SECURE(false),
    /** The server does not let this host send: name, password or access token are wrong or missing. */
    NOT_AUTHENTICATED(false),
    /** The server refuses the recipient for good. Another contact helps. */
    RECIPIENT_REFUSED(false),
    /** The server refuses the message, its sender or this host for good. */
    MESSAGE_REFUSED(false),
    /** The recipient's address cannot be written as an SMTP address. No server was asked. Another contact helps. */
    RECIPIENT_UNSENDABLE(false),
    /** The sender's address cannot be written as an SMTP address. No server was asked. */
    SENDER_UNSENDABLE(false),
    /** An address has a name beyond ASCII, and the server does not offer SMTPUTF8. Another contact or server helps. */
    NEEDS_SMTPUTF8(false),
    /** The sender has no way to reach contacts of this kind. */
    KIND_NOT_SUPPORTED(false),
    /** The sender broke. */
    BROKEN(false);

    private final boolean temporary;

    SendFailure(boolean temporary) {
        this.temporary = temporary;
    }

    /** Whether the same message may be sent at another time with nothing changed. */
    public boolean isTemporary() {
        return temporary;
    }
}
