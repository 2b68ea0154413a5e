package io.keyholder.examples;

import io.keyholder.domain.credential.Password;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.nio.file.Path;

/** Creates a user in the directory {@code users} and logs it in: the five lines of the README. */
public final class FiveLines {
    private FiveLines() {}

    public static void main(String[] arguments) {
        try (var keyholder = EmbeddedKeyholder.open(Path.of("users"));
                var password = Password.of("lamp ferry walnut 17")) {
            keyholder.users().create("ada@example.org", password).orThrow();
            var login = keyholder.logIn("Ada@Example.org", password).orThrow();
            System.out.println("Welcome, " + login.user().id());
        }
    }
}
