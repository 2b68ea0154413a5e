package io.keyholder.application.key;

/** What a signature is worth by the keys in the directory. */
public enum OriginStanding {
    /** It is by a key of the owner that is vouched for and not revoked. */
    TRUSTED,
    /** The owner has no such key. */
    UNKNOWN_KEY,
    /** It is by a key of the owner that no one has vouched for. */
    NOT_VOUCHED_FOR,
    /** It is by a key of the owner that is revoked; nothing shows whether it was made before. */
    REVOKED,
    /** It is not by this key, or not for this content, user and property. */
    FORGED
}
