package io.keyholder.verification.application;

import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.nio.file.Path;

/** The five lines of the README, as a program of its own. */
final class FiveLines {
    private FiveLines() {}

    public static void main(String[] arguments) {
        try (Keyholder keyholder = EmbeddedKeyholder.open(Path.of("users"))) {
            keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(LoginIdentifiers.email("ada@example.org"))
                                    .withPassword(Password.of("lamp ferry walnut 17")));
            if (keyholder.logIn("Ada@Example.org", Password.of("lamp ferry walnut 17"))
                    instanceof LogInResult.Accepted accepted) {
                System.out.println("Welcome, " + accepted.user().id());
            }
        }
    }
}
