package io.keyholder.springboot;

import io.keyholder.adapters.memory.options.Durability;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of one Keyholder. Immutable.
 *
 * @param store Where users are stored.
 * @param hostName Name by which clients know this host, such as its DNS name. A proof that a client holds a key is good
 *     at the host of this name alone.
 * @param sealingKeyFile File with the key that seals secrets of second factors. It is made when it is missing. With the
 *     embedded store, the default is the file sealing.key in its directory.
 * @param embedded The embedded store.
 * @param couchdb The store in CouchDB.
 * @param hashing How passwords are hashed.
 * @param login How logging in works.
 * @param invitations How invitations are sent.
 */
@ConfigurationProperties("keyholder")
public record KeyholderProperties(
        @DefaultValue("embedded") StoreKind store,
        @Nullable String hostName,
        @Nullable Path sealingKeyFile,
        @DefaultValue Embedded embedded,
        @DefaultValue CouchDb couchdb,
        @DefaultValue Hashing hashing,
        @DefaultValue Login login,
        @DefaultValue Invitations invitations) {
    /** Where users are stored. */
    public enum StoreKind {
        /** In H2 files in a directory of this machine. */
        EMBEDDED,
        /** In memory: users are gone when the application stops. */
        MEMORY,
        /** In a database of CouchDB. */
        COUCHDB,
        /** Nowhere: no Keyholder is opened. For a host that wants the hashes alone. */
        NONE
    }

    /**
     * The embedded store.
     *
     * @param directory Directory that holds the users. Needed when the store is embedded.
     * @param durability What an acknowledged write survives.
     * @param createWhenMissing Whether a directory without a store becomes a new, empty store.
     * @param cacheMebibytes How much of the database is kept in memory, in MiB. The default is a sixteenth of the
     *     largest heap, but at least 16 and at most 256.
     */
    public record Embedded(
            @Nullable Path directory,
            @DefaultValue("synced") Durability durability,
            @DefaultValue("true") boolean createWhenMissing,
            @Nullable Integer cacheMebibytes) {}

    /**
     * The store in CouchDB.
     *
     * @param addresses Addresses of one cluster, each http://host:port or https://host:port. The next one is used while
     *     one does not reply.
     * @param database Name of the database.
     * @param account Account to work as. Absent for a server that asks for none.
     * @param password Password of the account.
     * @param deadline How long one call of the store may take.
     * @param connections Most connections to the server at a time.
     * @param createWhenMissing Whether a missing database is made. It takes a server administrator.
     * @param besideIcure Whether an iCure backend writes users into the same database.
     * @param plainHttpAnywhere Whether plain http may leave this machine. Passwords of the account pass in clear then.
     */
    public record CouchDb(
            @DefaultValue List<URI> addresses,
            @Nullable String database,
            @Nullable String account,
            @Nullable String password,
            @DefaultValue("10s") Duration deadline,
            @DefaultValue("20") int connections,
            @DefaultValue("false") boolean createWhenMissing,
            @DefaultValue("false") boolean besideIcure,
            @DefaultValue("false") boolean plainHttpAnywhere) {
        /** Shows the addresses and never the password. */
        @Override
        public String toString() {
            return "CouchDb" + addresses;
        }
    }

    /**
     * How passwords are hashed.
     *
     * @param pepperFile File with the keys that passwords are mixed with before they are hashed, one a line in Base64,
     *     the current one first. It is never made here. Keep it apart from the store and its backups.
     * @param bcryptCost Cost of new hashes: the base-2 logarithm of the rounds of bcrypt.
     * @param parallel How many hashes run at once. The default is the number of cores.
     * @param waiting How many logins may wait for their turn. The default is 32 for each core.
     * @param longestWait How long a login waits for its turn.
     */
    public record Hashing(
            @Nullable Path pepperFile,
            @Nullable Integer bcryptCost,
            @Nullable Integer parallel,
            @Nullable Integer waiting,
            @DefaultValue("10s") Duration longestWait) {}

    /**
     * How logging in works.
     *
     * @param passwordLoginLife How long a login by password lasts, with or without a second factor.
     * @param ticketLife How long a right password waits for the code of the second factor.
     * @param recognitionLife How long a device or an address that a user logged in from is known.
     */
    public record Login(
            @DefaultValue("1d") Duration passwordLoginLife,
            @DefaultValue("5m") Duration ticketLife,
            @DefaultValue("90d") Duration recognitionLife) {}

    /**
     * How invitations are sent: through the server of the properties that begin with spring.mail.
     *
     * @param from Address that invitations come from. Needed when spring.mail.host is set.
     * @param senderName Name beside that address.
     */
    public record Invitations(
            @Nullable String from, @Nullable String senderName) {}
}
