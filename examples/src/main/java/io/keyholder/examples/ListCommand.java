package io.keyholder.examples;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints one line for each user, by id: id, status, what it is known as, name; separated by tabs. */
final class ListCommand {
    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Keyholder keyholder) {
        keyholder.users().forEach(Actor.host(), user -> terminal.print(lineOf(user)));
        return ExitCode.DONE;
    }

    /** One user as one line. */
    static String lineOf(User user) {
        return Stream.of(
                        user.id().value(),
                        statusOf(user.lifecycle()),
                        knownAs(user.identifiers()),
                        user.profile().name().orElse(""))
                .map(Line::of)
                .collect(Collectors.joining("\t"));
    }

    private static String statusOf(Lifecycle lifecycle) {
        if (lifecycle.deleted().isPresent()) {
            return "DELETED";
        }
        return lifecycle.status().map(Enum::name).orElse("UNKNOWN");
    }

    private static String knownAs(LoginIdentifiers identifiers) {
        return Stream.of(identifiers.login(), identifiers.email(), identifiers.mobilePhone())
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
