package io.keyholder.examples;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the command line says about one user and where it is. Filled by picocli. */
final class OneUser {
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
