package io.keyholder.adapters.couchdb;

import io.keyholder.domain.InvalidValueException;

/**
 * The account of a CouchDB server that a store works with; it needs to be a member of the database, never a server
 * administrator. Shows its name and never its password. Immutable.
 */
public final class CouchDbAccount {
    private final String name;
    private final String password;

    private CouchDbAccount(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /**
     * An account that proves itself by a password.
     *
     * @throws InvalidValueException when the name is empty or holds a colon, which HTTP cannot carry
     */
    public static CouchDbAccount of(String name, String password) {
        if (name.isEmpty() || name.indexOf(':') >= 0) {
            throw new InvalidValueException("CouchDB account name", "is empty or holds a colon");
        }
        return new CouchDbAccount(name, password);
    }

    /** The name. */
    public String name() {
        return name;
    }

    String password() {
        return password;
    }

    @Override
    public String toString() {
        return "CouchDbAccount[" + name + "]";
    }
}
