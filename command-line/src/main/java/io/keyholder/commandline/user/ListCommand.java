package io.keyholder.commandline.user;

import io.keyholder.application.Keyholder;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;

/** Prints all users by id. */
public final class ListCommand {
    private final Terminal terminal;

    public ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, boolean asJson) {
        UserList list = UserList.begin(terminal, asJson);
        keyholder.users().forEach(Actor.host(), list::add);
        list.end();
        return ExitCode.DONE;
    }
}
