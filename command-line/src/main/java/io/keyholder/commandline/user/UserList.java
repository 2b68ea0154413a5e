package io.keyholder.commandline.user;

import io.keyholder.commandline.terminal.JsonObjects;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints users as a list: one line each with id, status, identifiers and name, separated by tabs; or a JSON array. Not
 * thread-safe.
 */
final class UserList {
    private final Consumer<User> lines;
    private final Runnable ending;

    private UserList(Consumer<User> lines, Runnable ending) {
        this.lines = lines;
        this.ending = ending;
    }

    /** Begins a list. */
    static UserList begin(Terminal terminal, boolean asJson) {
        if (!asJson) {
            return new UserList(user -> terminal.print(lineOf(user)), () -> {});
        }
        JsonObjects array = JsonObjects.begin(terminal);
        return new UserList(user -> array.add(membersOf(user)), array::end);
    }

    /** Prints a user. */
    void add(User user) {
        lines.accept(user);
    }

    /** Ends the list. */
    void end() {
        ending.run();
    }

    private static String lineOf(User user) {
        return Stream.of(
                        user.id().value(),
                        statusOf(user.lifecycle()),
                        identifiers(user.identifiers()),
                        user.profile().name().orElse(""))
                .map(Line::of)
                .collect(Collectors.joining("\t"));
    }

    private static JsonObjects.Members membersOf(User user) {
        return json -> {
            json.writeStringField("id", user.id().value());
            json.writeStringField("status", statusOf(user.lifecycle()));
            JsonObjects.writeOptional(json, "login", user.identifiers().login());
            JsonObjects.writeOptional(json, "email", user.identifiers().email());
            JsonObjects.writeOptional(json, "mobilePhone", user.identifiers().mobilePhone());
            JsonObjects.writeOptional(json, "name", user.profile().name());
        };
    }

    private static String statusOf(Lifecycle lifecycle) {
        if (lifecycle.deleted().isPresent()) {
            return "DELETED";
        }
        return lifecycle.status().map(Enum::name).orElse("UNKNOWN");
    }

    private static String identifiers(LoginIdentifiers identifiers) {
        return Stream.of(identifiers.login(), identifiers.email(), identifiers.mobilePhone())
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
