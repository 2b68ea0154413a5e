package io.keyholder.examples;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;

/** Turns a second factor on, and logs in with a password and then a code. Reads codes from standard input. */
public final class SecondFactor {
    private SecondFactor() {}

    public static void main(String[] arguments) {
        try (var keyholder = EmbeddedKeyholder.open(Path.of("users"));
                var input = new Scanner(System.in, StandardCharsets.UTF_8);
                var password = Password.of("lamp ferry walnut 17")) {
            var ada = keyholder
                    .users()
                    .create("ada@example.org", password)
                    .orThrow()
                    .user();

            if (keyholder.secondFactors().enrol(Actor.host(), ada.id(), "Practice")
                    instanceof SecondFactorResult.Enrolled enrolled) {
                System.out.println("Scan: " + enrolled.uri());
                System.out.println("Or type: " + enrolled.typedSecret());
            }
            System.out.println("A code of the authenticator:");
            if (keyholder.secondFactors().confirm(Actor.host(), ada.id(), input.nextLine())
                    instanceof SecondFactorResult.Confirmed confirmed) {
                System.out.println("Recovery codes: " + confirmed.recoveryCodes());
            }

            var result = keyholder.logIn(LogInRequest.withPassword("ada@example.org", password));
            if (result instanceof LogInResult.CodeNeeded needed) {
                System.out.println("A code, or a recovery code:");
                result = keyholder.logIn(LogInRequest.withCode(needed.ticket(), input.nextLine()));
            }
            System.out.println("Ada proved herself by " + result.orThrow().strength());
        }
    }
}
