package io.keyholder.domain.invitation;

/** Why a message did not leave. Names no address and no secret, so that it can be stored and shown. */
public enum SendFailure {
    /** The server that takes messages could not be reached, or broke off. Trying again may help. */
    UNREACHABLE,
    /** The server did not answer in time. Whether the message left is unknown; trying again may help. */
    TIMED_OUT,
    /** The connection could not be made secure, and nothing was sent over an insecure one. */
    NOT_SECURE,
    /** The server does not let this host send: name or password are wrong. */
    NOT_AUTHENTICATED,
    /** The server refuses the recipient. Another contact helps. */
    RECIPIENT_REFUSED,
    /** The server refuses the message or its sender. */
    MESSAGE_REFUSED,
    /** The sender has no way to reach contacts of this kind. */
    KIND_NOT_SUPPORTED,
    /** The sender broke. */
    BROKEN
}
