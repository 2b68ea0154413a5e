package io.keyholder.adapters.couchdb.internal.identifier;

/** Which users without reservations there may be. */
public enum UnreservedPresence {
    /** None: everyone reserves. */
    NONE,
    /** Those that a neighbour writes; any of them may share an identifier that is reserved. */
    NEIGHBOURS,
    /**
     * Those that were there before us and are not adopted yet; any of them may share an identifier that is reserved.
     */
    UNADOPTED
}
