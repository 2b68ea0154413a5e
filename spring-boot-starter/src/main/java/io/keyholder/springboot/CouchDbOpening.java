package io.keyholder.springboot;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.ports.Storage;
import java.net.URI;
import java.util.List;

/** Opens the store in CouchDB by its settings. */
final class CouchDbOpening {
    private static final String PREFIX = "keyholder.couchdb.";

    private CouchDbOpening() {}

    static Storage open(KeyholderProperties.CouchDb settings) {
        CouchDbOptions options = options(settings);
        return Settings.using(
                PREFIX + "addresses",
                () -> CouchDbStorage.open(options),
                "Start the server, or correct its address.",
                "Check " + PREFIX + "account and " + PREFIX + "password.",
                "Make the database, or set " + PREFIX + "create-when-missing=true.");
    }

    static CouchDbOptions options(KeyholderProperties.CouchDb settings) {
        List<URI> addresses = settings.addresses();
        if (addresses.isEmpty()) {
            throw new InvalidSettingException(
                    PREFIX + "addresses",
                    "is not set",
                    null,
                    "Set it to the addresses of the server, such as https://couchdb.example.org:6984.");
        }
        String database = Settings.required(
                PREFIX + "database", settings.database(), "Set it to the name of the database, such as practice.");
        CouchDbOptions.PlainHttp plainHttp =
                settings.plainHttpAnywhere() ? CouchDbOptions.PlainHttp.ANYWHERE : CouchDbOptions.PlainHttp.LOOPBACK;
        Settings.using(
                PREFIX + "database",
                () -> CouchDbOptions.of(URI.create("http://localhost"), database),
                "Use lower-case letters, digits and _ $ ( ) + - and begin with a letter.");
        CouchDbOptions served = Settings.using(
                PREFIX + "addresses",
                () -> CouchDbOptions.of(addresses.get(0), database, plainHttp)
                        .withOtherServers(addresses.subList(1, addresses.size())),
                "Use https, with neither account nor path in the address.",
                "Set " + PREFIX + "plain-http-anywhere=true when the network is protected otherwise.");
        CouchDbOptions limited = limited(served, settings);
        return accounted(limited, settings)
                .withWhenMissing(
                        settings.createWhenMissing()
                                ? CouchDbOptions.WhenMissing.CREATE
                                : CouchDbOptions.WhenMissing.REFUSE)
                .withNeighbours(settings.besideIcure() ? Neighbours.ICURE : Neighbours.NONE);
    }

    private static CouchDbOptions limited(CouchDbOptions options, KeyholderProperties.CouchDb settings) {
        CouchDbOptions inTime = Settings.using(
                PREFIX + "deadline",
                () -> options.withDeadline(settings.deadline()),
                "Set it to a duration such as 10s.");
        return Settings.using(
                PREFIX + "connections",
                () -> inTime.withConnections(settings.connections()),
                "Set it to a number such as 20.");
    }

    private static CouchDbOptions accounted(CouchDbOptions options, KeyholderProperties.CouchDb settings) {
        String account = settings.account();
        if (account == null) {
            return options;
        }
        String password = settings.password();
        if (password == null) {
            throw new InvalidSettingException(
                    PREFIX + "password", "is not set", null, "Set it to the password of the account.");
        }
        return Settings.using(
                PREFIX + "account",
                () -> options.withAccount(CouchDbAccount.of(account, password)),
                "Use a name without a colon.");
    }
}
