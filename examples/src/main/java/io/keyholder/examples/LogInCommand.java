package io.keyholder.examples;

import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.RefusalReason;

/** Lets one user in, or says why not, as far as a guesser may know. */
final class LogInCommand {
    private final Terminal terminal;

    LogInCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Keyholder keyholder, String identifier) {
        try (Password password = terminal.readSecret("Password")) {
            return report(keyholder.logIn(identifier, password));
        }
    }

    private int report(LogInResult result) {
        if (result instanceof LogInResult.Accepted accepted) {
            terminal.print("accepted " + accepted.user().id());
            return ExitCode.DONE;
        }
        terminal.print("refused: " + reasonOf(result));
        return ExitCode.REFUSED;
    }

    static String reasonOf(LogInResult result) {
        if (result instanceof LogInResult.Refused refused) {
            return refused.reason().name();
        }
        return result instanceof LogInResult.CodeNeeded ? RefusalReason.SECOND_FACTOR_REQUIRED.name() : "BUSY";
    }
}
