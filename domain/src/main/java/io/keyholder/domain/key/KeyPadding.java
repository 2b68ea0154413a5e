package io.keyholder.domain.key;

/** The one padding digest that a key is used with: a key never serves two (FORMATS section 9). */
public enum KeyPadding {
    /** RSA-OAEP with SHA-1: what the older iCure clients use. */
    OAEP_SHA1,
    /** RSA-OAEP with SHA-256. */
    OAEP_SHA256
}
