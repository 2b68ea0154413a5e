package io.keyholder.commandline.store;

import io.keyholder.commandline.terminal.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options about one user and where it is. Filled by picocli. */
public final class OneUser {
    @Mixin
    private StoreOptions store = new StoreOptions();

    @Parameters(paramLabel = "ID-or-identifier", description = "An id, or a login, email or mobile phone.")
    private @Nullable String user;

    StoreOptions store() {
        return store;
    }

    /** As typed: an id or an identifier. */
    String user() {
        if (user == null) {
            throw CommandFailure.usage("an id or an identifier is needed");
        }
        return user;
    }
}
