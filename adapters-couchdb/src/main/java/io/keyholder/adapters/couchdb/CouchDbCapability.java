package io.keyholder.adapters.couchdb;

/**
 * Something that a server may or may not be able to do; {@link CouchDbServer#lacking()} describes what it cannot, and
 * why.
 */
public enum CouchDbCapability {
    /** Lets in only accounts that the database names. */
    ACCESS_CONTROL,
    /** Keeps what was acknowledged when its process ends. */
    DURABILITY,
    /** Removes a purged document without a trace; where it is lacking an empty tombstone stays. */
    TRACELESS_PURGE,
    /** Gives back members named {@code __proto__} inside of values that this library does not know. */
    ANY_MEMBER_NAME
}
