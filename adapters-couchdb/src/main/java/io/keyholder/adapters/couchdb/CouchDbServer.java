package io.keyholder.adapters.couchdb;

import java.util.EnumMap;
import java.util.Map;

/**
 * The server that a store talks to, as it introduced itself. Immutable.
 *
 * @param product which server it is
 * @param version its version
 * @param lacking what it cannot do, each with the reason
 */
public record CouchDbServer(Product product, String version, Map<CouchDbCapability, String> lacking) {
    private static final String NO_PURGE =
            "deleting leaves an empty tombstone; removing that too takes an administrator of the server,"
                    + " which no store is";

    /** The servers that are known to this library. */
    public enum Product {
        /** Apache CouchDB. */
        COUCHDB,
        /** PouchDB Server: for tests and trials, never for anything of worth. */
        POUCHDB
    }

    public CouchDbServer {
        lacking = Map.copyOf(lacking);
    }

    /** Whether it can do this. */
    public boolean can(CouchDbCapability capability) {
        return !lacking.containsKey(capability);
    }

    static CouchDbServer couchDb(String version) {
        return new CouchDbServer(Product.COUCHDB, version, Map.of(CouchDbCapability.TRACELESS_PURGE, NO_PURGE));
    }

    static CouchDbServer pouchDb(String version) {
        Map<CouchDbCapability, String> lacking = new EnumMap<>(CouchDbCapability.class);
        lacking.put(CouchDbCapability.ACCESS_CONTROL, "PouchDB Server lets anybody read and write without an account");
        lacking.put(
                CouchDbCapability.DURABILITY, "PouchDB Server may keep databases in memory only, and does not say so");
        lacking.put(CouchDbCapability.TRACELESS_PURGE, NO_PURGE);
        lacking.put(CouchDbCapability.ANY_MEMBER_NAME, "PouchDB copies objects member by member, as JavaScript does");
        return new CouchDbServer(Product.POUCHDB, version, lacking);
    }
}
