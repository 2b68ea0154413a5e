package io.keyholder.commandline.login;

import io.keyholder.commandline.terminal.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options about a login. Filled by picocli. */
public final class LogInOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--login",
            paramLabel = "X",
            description = "The user's login, email or mobile phone. May be left out with --token.")
    private Optional<String> login = Optional.empty();

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "The code of the second factor, which works once; without this option it is read as the next"
                    + " line when it is needed. Recovery codes are better left to that line.")
    private Optional<String> code = Optional.empty();

    @Option(
            names = "--token",
            description = "The line is a token or a short code in the place of the password. Without --login it must be"
                    + " a token that names its user.")
    private boolean token;

    /**
     * Checks what can be checked before anything is opened.
     *
     * @throws ParameterException when options are missing or contradict each other
     */
    public void requireComplete() {
        if (login.isEmpty() && !token) {
            throw wrong("Missing required option: '--login=X'");
        }
        if (token && code.isPresent()) {
            throw wrong("--code goes with a password, not with --token: a token is no first of two factors");
        }
    }

    /** As typed; absent when the token names the user. */
    Optional<String> login() {
        return login;
    }

    Optional<String> code() {
        return code;
    }

    boolean isByToken() {
        return token;
    }

    private ParameterException wrong(String message) {
        if (command == null) {
            throw CommandFailure.usage(message);
        }
        return new ParameterException(command.commandLine(), message);
    }
}
