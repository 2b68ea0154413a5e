package io.keyholder.commandline.login;

import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.RefusalReason;

/**
 * Logs one user in by password, password and code, or token, or prints why not, as far as a guesser may know. When a
 * code is demanded and was not given, it is read after the password; the end of the input is none.
 */
public final class LogInCommand {
    private final Terminal terminal;

    public LogInCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, LogInOptions options) {
        return report(options.isByToken() ? byToken(keyholder, options) : byPassword(keyholder, options));
    }

    public static String reasonOf(LogInResult result) {
        if (result instanceof LogInResult.Refused refused) {
            return refused.reason().name();
        }
        return result instanceof LogInResult.CodeNeeded ? RefusalReason.SECOND_FACTOR_REQUIRED.name() : "BUSY";
    }

    private LogInResult byToken(Keyholder keyholder, LogInOptions options) {
        try (Password token = terminal.readSecret("Token")) {
            return keyholder.logIn(options.login()
                    .map(login -> LogInRequest.withTokenOfUser(login, token))
                    .orElseGet(() -> LogInRequest.withToken(token)));
        }
    }

    private LogInResult byPassword(Keyholder keyholder, LogInOptions options) {
        String login = options.login().orElseThrow();
        try (Password password = terminal.readSecret("Password")) {
            LogInResult result = keyholder.logIn(options.code()
                    .map(code -> LogInRequest.withPasswordAndCode(login, password, code))
                    .orElseGet(() -> LogInRequest.withPassword(login, password)));
            return result instanceof LogInResult.CodeNeeded needed ? withCode(keyholder, needed) : result;
        }
    }

    private LogInResult withCode(Keyholder keyholder, LogInResult.CodeNeeded needed) {
        String code = terminal.readCode("Code");
        return code.isEmpty() ? needed : keyholder.logIn(LogInRequest.withCode(needed.ticket(), code));
    }

    private int report(LogInResult result) {
        if (result instanceof LogInResult.Accepted accepted) {
            terminal.print("accepted " + accepted.user().id());
            return ExitCode.DONE;
        }
        terminal.print("refused: " + reasonOf(result));
        return ExitCode.REFUSED;
    }
}
