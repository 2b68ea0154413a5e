package io.keyholder.commandline.store;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.credential.Password;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The account for a database: its name from the environment, its password from there or typed. Never from an option or
 * a URL, which everyone on the machine can see.
 */
public final class CouchDbAccess {
    /** Names the account; without it requests carry no account. */
    public static final String USER = "KEYHOLDER_COUCHDB_USER";

    /** The account's password; without it the password is asked for, as the first line of the input. */
    public static final String PASSWORD = "KEYHOLDER_COUCHDB_PASSWORD";

    private CouchDbAccess() {}

    /** How to reach a database. */
    static CouchDbOptions to(StorePlace.Database database, Terminal terminal) {
        CouchDbOptions options =
                CouchDbOptions.of(database.server(), database.name()).withOtherServers(database.others());
        return terminal.setting(USER)
                .map(name -> options.withAccount(CouchDbAccount.of(name, password(terminal))))
                .orElse(options);
    }

    /** The same for work that reads and writes a thousand users at a time. */
    static CouchDbOptions forLongWork(StorePlace.Database database, Terminal terminal) {
        return to(database, terminal).withDeadline(Duration.ofMinutes(1));
    }

    private static String password(Terminal terminal) {
        Optional<String> set = terminal.setting(PASSWORD);
        if (set.isPresent()) {
            return set.get();
        }
        try (Password typed = terminal.readSecret("Password of the CouchDB account")) {
            byte[] utf8 = typed.utf8();
            String password = new String(utf8, StandardCharsets.UTF_8);
            Arrays.fill(utf8, (byte) 0);
            return password;
        }
    }
}
